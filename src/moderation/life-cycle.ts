import type { Event } from './event.ts'

/** Where a comment stands; the column of this name is a cache of the event log. */
export type Status = 'held' | 'published' | 'rejected' | 'removed' | 'withdrawn'

/** What a decision does. */
export type DecisionKind = 'publish' | 'reject' | 'remove' | 'restore'

/** Every kind of decision. */
export const DECISION_KINDS: readonly DecisionKind[] = ['publish', 'reject', 'remove', 'restore']

// Publish, reject and remove also keep what stands already: a report that is unfounded, an appeal that is not upheld.
const DECIDED: Readonly<Record<DecisionKind, { readonly from: readonly Status[]; readonly to: Status }>> = {
  publish: { from: ['held', 'published'], to: 'published' },
  reject: { from: ['held', 'rejected'], to: 'rejected' },
  remove: { from: ['published', 'removed'], to: 'removed' },
  restore: { from: ['rejected', 'removed'], to: 'published' },
}

/** Tells whether a decision of this kind may be made on a comment in this status. */
export function canDecide(status: Status, kind: DecisionKind): boolean {
  return DECIDED[kind].from.includes(status)
}

/** Returns the status that a decision leads to. */
export function statusAfter(kind: DecisionKind): Status {
  return DECIDED[kind].to
}

/** Tells whether undoing a decision of this kind takes a comment back from this status to that one. */
export function canUndo(status: Status, kind: DecisionKind, to: Status): boolean {
  return status === statusAfter(kind) && canDecide(to, kind)
}

/** What the author may still withdraw: what was rejected or removed stays on record. */
export const WITHDRAWABLE: readonly Status[] = ['held', 'published']

/** Tells whether the author may still withdraw. */
export function canWithdraw(status: Status): boolean {
  return WITHDRAWABLE.includes(status)
}

/** Tells whether the author may still change the text, as far as the status goes. */
export function canEdit(status: Status): boolean {
  return status === 'held' || status === 'published'
}

/**
 * Replays a comment's events, oldest first, to its status; `undefined` before the first that sets one.
 * Total: an event that the status does not allow changes nothing.
 */
export function replay(events: readonly Pick<Event, 'type' | 'detail'>[]): Status | undefined {
  return events.reduce<Status | undefined>(next, undefined)
}

function next(status: Status | undefined, event: Pick<Event, 'type' | 'detail'>): Status | undefined {
  if (event.type === 'comment.held') return status ?? 'held'
  // A new text is unread until what follows says otherwise.
  if (event.type === 'comment.edited') return status && canEdit(status) ? 'held' : status
  if (event.type === 'comment.withdrawn') return status && canWithdraw(status) ? 'withdrawn' : status
  if (!('kind' in event.detail)) return status
  const { kind } = event.detail
  if ('to' in event.detail) return status && canUndo(status, kind, event.detail.to) ? event.detail.to : status
  // A verdict that the policy decides at once has no held state before it.
  return canDecide(status ?? 'held', kind) ? statusAfter(kind) : status
}
