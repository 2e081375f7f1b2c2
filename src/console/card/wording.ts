import type { Card } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { Texts } from '../texts/texts.ts'
import { withNameNotice } from './name-finding.ts'

/** A sentence that the author of a refused comment may read: what is shown is what is stored. */
export interface Wording {
  /** `null` is the product's own. */
  readonly templateId: string | null
  /** `null` for the product's own. */
  readonly name: string | null
  readonly sentence: string
}

/** Every wording of a category for this comment; the first is the one that holds unless another is chosen. */
export function wordingsOf(
  category: CategoryView,
  screening: Pick<Card['screening'], 'hits' | 'findings'>,
  t: Texts['t'],
): readonly [Wording, ...Wording[]] {
  const { templateId, templates } = category
  const standard = templates.find(({ id }) => id === templateId)
  const first = { templateId, name: standard?.name ?? null, sentence: withNameNotice(category, screening, t).notice }
  const others = templates.filter(({ id }) => id !== templateId)
  return [first, ...others.map(({ id, name, notice }) => ({ templateId: id, name, sentence: notice }))]
}
