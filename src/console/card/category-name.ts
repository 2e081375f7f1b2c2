import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { Texts } from '../texts/texts.ts'

/** The categories of the site by their code. */
export type CategoriesByCode = ReadonlyMap<string, CategoryView>

export function categoryName(code: string, categories: CategoriesByCode): string {
  return categories.get(code)?.name ?? code
}

/** 「承諾書 8」, or the rules of 2020 where the pledge is silent. */
export function pledgeText(category: CategoryView, t: Texts['t']): string {
  if (category.pledge.length === 0) return t('picker.no_pledge')
  return t('picker.pledge', { items: category.pledge.join(t('list.comma')) })
}

/** Codes and names to choose from; the digits come first, so that typing one chooses. */
export function byDigit(categories: Iterable<CategoryView>): readonly (readonly [code: string, name: string])[] {
  const order = [...categories].sort((one, other) => (one.digit ?? 99) - (other.digit ?? 99))
  return order.map(({ code, name, digit }) => [code, digit === null ? name : `${digit} ${name}`])
}
