import type { Card, FindingView } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { Texts } from '../texts/texts.ts'
import { ruleName } from './rule-name.ts'

/** The screening puts this on what it says of the name beside a comment. */
export const DISPLAY_NAME = 'display-name'

/** The name, which rule spoke, and for which part of it; a finding from before rules were named has the name alone. */
export function nameText({ name = '', spoke, entry, part = '' }: FindingView['detail'], t: Texts['t']): string {
  if (spoke === undefined) return String(name)
  const rule = entry === undefined ? ruleName(String(spoke), t) : t('evidence.name_entry', { entry })
  return t('evidence.name', { name, rule, part })
}

/**
 * Returns a category with the sentence that its author will read: where the name spoke for it, the product's own says
 * so; the site's own wording stays as it was written.
 */
export function withNameNotice(
  category: CategoryView,
  { hits, findings }: Pick<Card['screening'], 'hits' | 'findings'>,
  t: Texts['t'],
): CategoryView {
  if (category.templateId !== null) return category
  const spoken = [...hits, ...findings].filter((one) => one.category === category.code)
  if (!spoken.some(({ rule }) => rule === DISPLAY_NAME)) return category
  const isOfText = spoken.some(({ rule, weight }) => rule !== DISPLAY_NAME && weight > 0)
  return { ...category, notice: isOfText ? `${category.notice}${t('notice.name')}` : category.nameNotice }
}
