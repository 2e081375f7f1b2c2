import type { BulkSummary } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { Texts } from '../texts/texts.ts'

type Outcome = keyof BulkSummary['outcomes']

/** Why a comment cannot be decided, in the order in which it is told. */
const WHYS = [
  ...(['barred', 'for_leads', 'leased', 'already_decided', 'edited', 'withdrawn', 'not_decidable', 'unknown'] as const),
]

/** 「2 條由別人領取、1 條作者已撤回」: those that are left out, by why; empty where none is. */
export function leftOutText(outcomes: Partial<Record<Outcome, number>>, t: Texts['t']): string {
  return WHYS.flatMap((why) => {
    const count = outcomes[why] ?? 0
    return count > 0 ? [t('many.left_of', { count, why: t(`many.why.${why}`) })] : []
  }).join(t('list.comma'))
}

export function tally(outcomes: readonly Outcome[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
