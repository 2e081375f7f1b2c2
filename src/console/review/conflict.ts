import type { DecisionView } from '../../http/moderator/schemas.ts'
import type { Refusal } from '../api/request.ts'

/** What happened to the comment instead. */
export interface Conflict {
  readonly decision: DecisionView | null
  readonly holder: string | null
  readonly message: string
}

/** Reads the 409 of every route that takes a lease token; the shorter ones name neither decision nor holder. */
export function conflictOf(refusal: Refusal & Partial<Conflict>): Conflict {
  return { decision: refusal.decision ?? null, holder: refusal.holder ?? null, message: refusal.message }
}
