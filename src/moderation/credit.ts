import type { SanctionMeasure } from './sanction.ts'
import { shareOf } from './statistics/share.ts'

/** How far a reader's record lets expect the next comment to be fine, from the best to the worst; C says nothing either way. */
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const

export type Grade = (typeof GRADES)[number]

/** What of a reader's record counts. */
export interface CreditRecord {
  /** Comments of the last `CREDIT_DAYS` that are published. */
  readonly published: number
  /** Those that are rejected or removed. */
  readonly refused: number
  /** Measures that were not lifted, with the days since they were imposed or, if they had a term, since that ended. */
  readonly sanctions: readonly { readonly measure: SanctionMeasure; readonly daysAgo: number }[]
}

/** What is older is forgotten: people change, and half a year of logs (网络安全法) is kept in any case. */
export const CREDIT_DAYS = 365

// Between what the share of refused comments lies with a confidence of 95 % decides, so that a single slip of a newcomer
// is no verdict (1 of 1 lies above 0.21, 2 of 2 above 0.34) and praise needs a record (0 of 16 below 0.2, 0 of 73 below 0.05).

/** One in twenty is about what moderators among themselves disagree on: nothing to be told from no fault at all. */
const FAULTLESS = 0.05
/** Up to one in five refused, four of five readings by a person would be for nothing. */
const GOOD = 0.2
/** From one in four on, well above any site's own share of refused comments, it is the reader and not chance. */
const BAD = 0.25
/** From two in three on the next comment is twice as likely to be refused as to be fine: a person reads it first. */
const WORST = 2 / 3

/** Returns the grade of a record; the same for the same record. Without any it is C. Sanctions cap it and never better it. */
export function creditOf({ published, refused, sanctions }: CreditRecord): Grade {
  const share = shareOf(refused, published + refused)
  const byShare = share === null ? 'C' : gradeOf(share)
  const caps = sanctions.filter(({ daysAgo }) => daysAgo <= CREDIT_DAYS).map(({ measure }) => CAPS[measure])
  return [byShare, ...caps].reduce(worse)
}

function gradeOf({ low, high }: { readonly low: number; readonly high: number }): Grade {
  if (low >= WORST) return 'E'
  if (low >= BAD) return 'D'
  if (high <= FAULTLESS) return 'A'
  return high <= GOOD ? 'B' : 'C'
}

// Whoever was warned is not trusted more than a stranger; a limit or a suspension was for something worse; after those
// without an end a person reads whatever still comes.
const CAPS: Readonly<Record<SanctionMeasure, Grade>> = { warn: 'C', limit: 'D', suspend: 'D', close: 'E', forbid: 'E' }

function worse(one: Grade, other: Grade): Grade {
  return one > other ? one : other
}
