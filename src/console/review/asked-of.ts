import type { Card } from '../../http/moderator/card-schemas.ts'

/** What a decision on this card is besides a decision: `null` where it is nothing else. */
export type Asked = 'second' | 'differ' | 'appeal' | 'reports'

/** Returns what a decision answers that was asked about a comment which had been judged before. */
export function askedOf({ isBlind, disagreement, appeal, reports }: Card): Asked | null {
  if (isBlind) return 'second'
  if (disagreement?.leadDecisionId === null) return 'differ'
  if (appeal?.outcome === null) return 'appeal'
  return reports.count > 0 ? 'reports' : null
}
