import type { Card } from '../../http/moderator/card-schemas.ts'

/** What nobody should have to see before they are ready for it. */
const VEILED: readonly string[] = ['porn', 'sexual_suggestive', 'gore']

/** Likelier than not: below that lie the advertisements that speak like those of brothels, which everybody reads. */
const LEAST_PROBABILITY = 0.5

/** Where the machine heard nothing, a reader or a colleague may have. */
type Seen = Pick<Card, 'screening' | 'suggestion' | 'comment' | 'reports' | 'disagreement'>

/** Returns the categories for which the comment is blurred until the moderator asks to see it; none for most. */
export function veiledFor(view: Seen): readonly string[] {
  const { screening, suggestion, comment, reports, disagreement } = view
  const said = [...screening.hits, ...screening.findings, ...reports.categories]
  const judged = [comment.category, disagreement?.first.category, disagreement?.second.category]
  const spoken = new Set([suggestion, ...judged, ...said.map(({ category }) => category)])
  const thought = screening.opinion?.risk ?? {}
  return VEILED.filter((code) => spoken.has(code) || (thought[code] ?? 0) >= LEAST_PROBABILITY)
}

/** Tells whether what was decided to be of this category is blurred. */
export function isVeiledCategory(code: string | null): boolean {
  return code !== null && VEILED.includes(code)
}
