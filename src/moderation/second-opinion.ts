import type { CategoryCode } from '../screening/taxonomy.ts'
import { canDecide, type DecisionKind, type Status } from './life-cycle.ts'

/** What somebody thinks of a comment. */
export interface Opinion {
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
}

/** The label of what may be public. */
export const FINE = 'fine'

/** Returns what an opinion comes to, whichever way it was put: the category of a refusal, or `fine`. */
export function labelOf({ kind, category }: Opinion): CategoryCode | typeof FINE {
  return kind === 'publish' || kind === 'restore' || category === null ? FINE : category
}

/** Tells whether two moderators come to the same: public or not, and if not, for the same category. */
export function isAgreed(one: Opinion, other: Opinion): boolean {
  return labelOf(one) === labelOf(other)
}

/**
 * Returns the status in which a comment is shown to whoever looks a second time, by the status before the decision that
 * is looked at again: as if nobody had refused it yet, and public where it was public.
 */
export function presentedStatus(before: Status | null): 'held' | 'published' {
  return before === 'published' || before === 'removed' ? 'published' : 'held'
}

/** Tells whether a second opinion may be put so, on a comment that is shown in this status. */
export function mayThink(presented: 'held' | 'published', kind: DecisionKind): boolean {
  return canDecide(presented, kind)
}
