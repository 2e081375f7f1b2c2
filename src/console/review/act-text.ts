import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import type { Texts } from '../texts/texts.ts'
import type { Act, Intent } from './review-state.ts'

/** What was pressed: 「拒絕」, 「跳過」. */
export function actName(act: Act, t: Texts['t']): string {
  return t(`act.${act.type === 'decide' ? act.intent.kind : act.type}`)
}

/** The same with the category: 「拒絕·廣告招攬」. */
export function actText(act: Act, categories: CategoriesByCode, t: Texts['t']): string {
  return act.type === 'decide' ? intentText(act.intent, categories, t) : actName(act, t)
}

export function intentText(
  { kind, category }: Pick<Intent, 'kind' | 'category'>,
  categories: CategoriesByCode,
  t: Texts['t'],
): string {
  const name = t(`act.${kind}`)
  return category === null ? name : [name, categoryName(category, categories)].join(t('list.dot'))
}

/** What the moderator wrote with it. */
export function writtenWith(act: Act): string | null {
  if (act.type === 'decide') return act.intent.note
  return act.type === 'skip' ? null : act.text
}
