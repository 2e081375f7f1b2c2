/**
 * Why a moderator leaves a comment to another.
 *
 * - `later`: without a reason
 * - `unsure`: it could be decided either way
 * - `context`: what it speaks of is unknown to them
 * - `involved`: they have a stake in it
 * - `distressing`: it is hard to bear
 */
export type SkipReason = 'later' | 'unsure' | 'context' | 'involved' | 'distressing'

/** Every reason, in the order in which they are offered. */
export const SKIP_REASONS: readonly SkipReason[] = ['later', 'unsure', 'context', 'involved', 'distressing']
