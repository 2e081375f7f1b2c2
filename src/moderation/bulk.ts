import { canDecide, type DecisionKind, type Status } from './life-cycle.ts'

/**
 * The rules of deciding many comments at once, as data.
 *
 * Nobody publishes, refuses or removes more than `alone` in bulk by themselves, at once or slice by slice within
 * `aloneMinutes`: a second person looks first, because whoever
 * runs the service must not shape by a stroke what is shown (跟帖評論服務管理規定 2022, article 12). Anyone who decides
 * may be that second person, but for the proposer: the rule asks for another pair of eyes and not for rank, floods come at
 * night when no lead is there, and an only lead could otherwise never decide many.
 */
export const BULK_POLICY = {
  /** More than this waits for a second person, unless a site has a bound of its own. */
  alone: 10,
  /** So long what one decided alone in bulk counts with what they decide next: longer than slicing a flood pays. */
  aloneMinutes: 60,
  /** No more are decided in one act, which is one transaction. */
  most: 500,
  /** A proposal that nobody approved by then is void: what it was about has changed. */
  proposalHours: 24,
  /** So long whoever proposed an act may undo it; later a lead. */
  undoMinutes: 10,
} as const

/** How the comments of an act were found; they themselves are kept with it and never looked up again. */
export type BulkSource =
  | { readonly type: 'near_duplicates'; readonly commentId: string }
  | { readonly type: 'author'; readonly readerId: string }
  | { readonly type: 'selection' }

/**
 * What became of one comment of an act.
 *
 * - `decided`: as was wanted
 * - `already_decided`: it has another status than the one that was seen
 * - `edited`: its author has written another text since it was seen
 * - `withdrawn`: its author took it back
 * - `leased`: somebody else holds it
 * - `for_leads`: it waits for a lead
 * - `barred`: it asks about a decision of the proposer or of the approver, or may ask one of them for a second look: then
 *   nothing else is told of it
 * - `not_decidable`: its status allows no such decision
 * - `unknown`: the site has no such comment
 */
export type BulkOutcome =
  | 'decided'
  | 'already_decided'
  | 'edited'
  | 'withdrawn'
  | 'leased'
  | 'for_leads'
  | 'barred'
  | 'not_decidable'
  | 'unknown'

/** What became of undoing one comment of an act; `superseded` by a later decision or an undo of its own. */
export type BulkUndoOutcome = 'undone' | 'superseded' | 'withdrawn'

/** Where an act stands; `lapsed` is a proposal of somebody who may not decide any more. */
export type BulkState = 'proposed' | 'expired' | 'lapsed' | 'withdrawn' | 'acted' | 'undone'

interface BulkStanding {
  readonly expiresAt: Date | null
  readonly withdrawnAt: Date | null
  readonly actedAt: Date | null
  readonly undoneAt: Date | null
  /** Whether its proposer still decides on the site. */
  readonly isProposerIn: boolean
}

/** Returns where an act stands at a time; a proposal expires without anybody writing it down. */
export function bulkState(
  { expiresAt, withdrawnAt, actedAt, undoneAt, isProposerIn }: BulkStanding,
  now: Date,
): BulkState {
  if (undoneAt) return 'undone'
  if (actedAt) return 'acted'
  if (withdrawnAt) return 'withdrawn'
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return isProposerIn ? 'proposed' : 'lapsed'
}

/** Returns the time until which its proposer may undo an act. */
export function bulkUndoUntil(actedAt: Date): Date {
  return new Date(actedAt.getTime() + BULK_POLICY.undoMinutes * 60_000)
}

/** Returns how many more one may decide alone who decided so many lately; `alone` is the site's bound. */
export function aloneLeft(alone: number, lately: number): number {
  return Math.max(0, alone - lately)
}

interface SeenComment {
  readonly status: Status
  /** Whether its text is another than the one that was seen. */
  readonly isEdited: boolean
  /** Whether another than those who decide holds it now. */
  readonly isLeased: boolean
  /** Whether it waits for a lead, and no lead decides. */
  readonly isForLeads: boolean
  readonly isBarred: boolean
  /** Whether one of them may still be asked to look at it a second time, and so must not learn how it stands. */
  readonly isBlind: boolean
}

/** Returns what a decision of a kind makes of a comment as it stands, `seen` being the status in which it was seen. */
export function bulkOutcome(
  { status, isEdited, isLeased, isForLeads, isBarred, isBlind }: SeenComment,
  kind: DecisionKind,
  seen: Status,
): BulkOutcome {
  if (isBlind) return 'barred'
  if (status === 'withdrawn') return 'withdrawn'
  if (isEdited) return 'edited'
  if (status !== seen) return 'already_decided'
  if (!canDecide(status, kind)) return 'not_decidable'
  if (isBarred) return 'barred'
  if (isForLeads) return 'for_leads'
  return isLeased ? 'leased' : 'decided'
}
