import type { CategoryView } from '../../http/moderator/schemas.ts'
import { isTextKey, type Texts, useTexts } from '../texts/texts.ts'

/** The categories of the site by their code. */
export type CategoriesByCode = ReadonlyMap<string, CategoryView>

/** A category in two characters with the pattern of its hits; those without a short name go by their own. */
export function CategoryLabel({ code, categories }: { code: string; categories: CategoriesByCode }) {
  const { t } = useTexts()
  const key = `short.${code}`
  return (
    <span class="cat" title={categoryName(code, categories)}>
      <span class="hit" data-c={code}>
        {isTextKey(key) ? t(key) : categoryName(code, categories)}
      </span>
    </span>
  )
}

export function categoryName(code: string, categories: CategoriesByCode): string {
  return categories.get(code)?.name ?? code
}

/** 「承諾書 8」, or the rules of 2020 where the pledge is silent. */
export function pledgeText(category: CategoryView, t: Texts['t']): string {
  if (category.pledge.length === 0) return t('picker.no_pledge')
  return t('picker.pledge', { items: category.pledge.join(t('list.comma')) })
}
