/** What a site asks of its moderators beside the queue of what is held: data, so that it can be changed in one place. */
export interface ReviewPolicy {
  /** Days from a refusal within which its author may appeal. */
  readonly appealDays: number
  /** Of the decisions that moderators make, looked at again by another; a share from 0 to 1. */
  readonly secondShare: number
  /** Of what the policy publishes, and of what it refuses, read by a moderator; a share from 0 to 1. */
  readonly patrolShare: number
  /** How far back comments are screened again when lists or model have changed. */
  readonly rescanDays: number
}

/** The policy a new site starts with. */
export const REVIEW_POLICY: ReviewPolicy = {
  // A month, as long as a bill may be disputed: long enough to come back from a journey.
  appealDays: 30,
  secondShare: 0.05,
  // One in a hundred measures what slips through to a tenth of a per cent within a week of a busy portal. What is refused
  // is drawn as often: nobody else reads it, unless its author appeals.
  patrolShare: 0.01,
  // What is older is hardly read any more.
  rescanDays: 7,
}

/** Tells whether something of that share is drawn; `random` is from 0 up to but not 1, so that a share of 1 always is. */
export function isDrawn(share: number, random: number): boolean {
  return random < share
}
