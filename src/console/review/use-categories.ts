import { useEffect, useMemo, useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import type { Language } from '../texts/texts.ts'

interface Loaded {
  readonly language: Language
  readonly version: number
  readonly categories: readonly CategoryView[]
}

interface Wanted {
  readonly language: Language
  /** Asked for again once the server is back. */
  readonly isOnline?: boolean
  /** Counts what has changed of them since. */
  readonly version?: number
}

/** The site's categories in the moderator's language, with the wordings that may be chosen. */
export function useCategories(api: ModeratorApi, { language, isOnline = true, version = 0 }: Wanted) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    if (!isOnline || (loaded?.language === language && loaded.version === version)) return
    let isCurrent = true
    void api.categories().then((reply) => {
      if (isCurrent && reply.kind === 'ok') setLoaded({ language, version, categories: reply.value.categories })
    })
    return () => {
      isCurrent = false
    }
  }, [language, isOnline, version])
  const categories = loaded?.categories ?? []
  const byCode: CategoriesByCode = useMemo(() => new Map(categories.map((one) => [one.code, one])), [loaded])
  return { categories, byCode }
}
