import { useEffect, useMemo, useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import type { Language } from '../texts/texts.ts'

/** The site's categories in the moderator's language; asked for again once the server is back. */
export function useCategories(api: ModeratorApi, language: Language, isOnline: boolean) {
  const [loaded, setLoaded] = useState<{ language: Language; categories: readonly CategoryView[] } | null>(null)
  useEffect(() => {
    if (!isOnline || loaded?.language === language) return
    let isCurrent = true
    void api.categories().then((reply) => {
      if (isCurrent && reply.kind === 'ok') setLoaded({ language, categories: reply.value.categories })
    })
    return () => {
      isCurrent = false
    }
  }, [language, isOnline])
  const categories = loaded?.categories ?? []
  const byCode: CategoriesByCode = useMemo(() => new Map(categories.map((one) => [one.code, one])), [loaded])
  return { categories, byCode }
}
