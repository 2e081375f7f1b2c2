/** What a lead may choose: seconds between two comments of one reader on one article; 0 is never slow. */
export const SLOW_CHOICES = [0, 30, 60, 300, 900] as const

/** How slow an article is while the measured rate keeps it so: a considered answer takes longer to write. */
const SLOW_SECONDS = 30

/** How long an article stays slow, or asks for proofs, after the rate that was last found too high. */
export const CALM_MINUTES = 5

/** What a lively article stays under by half: more than that a minute nobody reads, and no queue is worked off. */
export const ARTICLE_COMMENTS_PER_MINUTE = 30

/** Where slow mode does not hold it, many accounts write at once: each comment costs a proof of work. */
const FLOOD_TIMES = 4

/** It ends well below where it began, so that it does not come and go. */
const CALM_SHARE = 1 / 3

/** Comments a minute on one article. */
export interface ArticleRates {
  /** Slow from there. */
  readonly slow: number
  /** Kept slow from there. */
  readonly calm: number
  /** Asked for a proof of work from there. */
  readonly flood: number
}

/** Returns the rates that follow from the one at which an article becomes slow. */
export function ratesFrom(slow: number): ArticleRates {
  return { slow, calm: Math.ceil(slow * CALM_SHARE), flood: slow * FLOOD_TIMES }
}

interface Pace {
  /** A lead's word, before all measuring; `null` leaves it to the rate. */
  readonly slow_seconds: number | null
  readonly slowed_until: Date | null
  readonly flooded_until: Date | null
}

/** Returns the seconds that a reader waits between two comments on an article, 0 where nobody has to. */
export function slowSecondsOf(pace: Pace | undefined, at: Date): number {
  if (!pace) return 0
  if (pace.slow_seconds !== null) return pace.slow_seconds
  return isBefore(at, pace.slowed_until) ? SLOW_SECONDS : 0
}

/** Tells whether a comment on an article costs a proof of work. */
export function isFlooded(pace: Pace | undefined, at: Date): boolean {
  return pace !== undefined && isBefore(at, pace.flooded_until)
}

function isBefore(at: Date, until: Date | null): boolean {
  return until !== null && at < until
}
