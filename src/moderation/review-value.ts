import type { Screening } from '../screening/evidence.ts'
import { FAILED } from '../screening/gather.ts'
import { type Risk, togetherRisk } from '../screening/risk.ts'
import { categoryRow } from '../screening/taxonomy.ts'

/** A held comment, as the worth of reviewing it is reckoned when it is written. */
export interface Waiting {
  readonly at: Date
  readonly screening: Pick<Screening, 'category' | 'risk' | 'evidence'>
  /** Comments that its article received in the 24 hours before; more than 1000 count as 1000. */
  readonly lately: number
}

/**
 * No comment is overtaken by one written more than this many minutes after it. A queue that keeps up, within its half
 * hour, is ordered by value alone; one that falls behind goes back to age, so that what is old is not left for good.
 */
export const OVERTAKING_MINUTES = 60

/** A doubt never counts as none: what the machine thinks clear is still what it is most costly to be wrong about. */
const LEAST_UNCERTAINTY = 0.1

/** An article of a thousand comments a day is read by everyone; to tell it from one of ten thousand moves nothing. */
export const LATELY_LIMIT = 1_000

const GREATEST_REACH = reachOf(LATELY_LIMIT)

/** After this many milliseconds of waiting a comment is worth e times what it was: 16 minutes. */
const TAU = (OVERTAKING_MINUTES * 60_000) / Math.log(GREATEST_REACH / LEAST_UNCERTAINTY)

/**
 * Returns the time by which held comments are reviewed, the earliest first; it is 0 to 60 minutes after the writing.
 *
 * What a review at time t is worth is v(t) = uncertainty × reach × e^((t − at) / τ). Of two comments the ratio
 * of their worths holds no t, so that the one worth more now was so and stays so: the order never changes, and may be an
 * index. By logarithms the greater v is the one whose at − τ ln(uncertainty × reach) is earlier; this returns that
 * plus the constant τ ln(greatest uncertainty × greatest reach).
 *
 * Nothing starves. With a greatest product G and a least one L, τ is 60 minutes / ln(G / L), so that the time returned is
 * at + τ ln(G / (uncertainty × reach)), which lies between at and at + 60 minutes. One that is written later than at + 60
 * minutes has a later time than that: only what comes in within an hour can ever go first.
 */
export function queueTime({ at, screening, lately }: Waiting): Date {
  const value = uncertaintyOf(screening) * reachOf(lately)
  return new Date(at.getTime() + Math.round(TAU * Math.log(GREATEST_REACH / value)))
}

/**
 * Returns 4p(1 − p), p being the chance that the comment violates anything: 1 where the machine is undecided, and never
 * less than a tenth. Where it suspects something unlawful (class I) and is more sure than not, it is 1 as well: that
 * carries duties to keep and report, and somebody may be in danger. A rule that failed leaves everything open: 1.
 */
export function uncertaintyOf({ category, risk, evidence }: Waiting['screening']): number {
  if (evidence.findings.some(({ rule }) => rule.startsWith(FAILED))) return 1
  const chance = togetherRisk(withoutParts(risk))
  const isGrave = category !== null && categoryRow(category).class === 'I'
  if (isGrave && chance >= 0.5) return 1
  return Math.max(LEAST_UNCERTAINTY, 4 * chance * (1 - chance))
}

/** Both kinds of hatred lie within abuse: what speaks for them does not speak twice. */
function withoutParts({ region_hatred = 0, ethnic_hatred = 0, ...risk }: Risk): Risk {
  return { ...risk, abuse: Math.max(risk.abuse ?? 0, region_hatred, ethnic_hatred) }
}

/** Returns 1 to 4, one more for every tenfold of comments: the hundredth tells less of an article than the tenth. */
function reachOf(lately: number): number {
  return 1 + Math.log10(Math.min(Math.max(lately, 1), LATELY_LIMIT))
}
