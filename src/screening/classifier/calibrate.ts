import { calibrateHatreds } from './calibrate-hatreds.ts'
import { ABUSE, CLASSES } from './classes.ts'
import type { Calibration } from './model.ts'
import { type Moments, nearer, PRIOR_TEXTS, STEP_LENGTH } from './platt.ts'

/** What a model said of a text that it had not learnt from. */
export interface HeldOut {
  readonly logits: Float64Array
  /** Place among the classes, −1 for benign. */
  readonly target: number
  /** Place among the hatreds, −1 for none of them. */
  readonly hatred: number
  /** Whether it fills a sentence of the seed corpus that the model had not learnt from; else people judged it. */
  readonly isSeed: boolean
}

const K = CLASSES.length
// So many judged texts of a class show what the model is worth on it, and those written for this project only blur it.
const ENOUGH_JUDGED = 1000
/**
 * For how many judged texts one of the seed corpus counts, which has as many of each kind as teach it well, some times more
 * than readers write. From a half to a fifth, macro-F1 on ChineseHarm falls by three points and accuracy on Telegram rises
 * by half a one.
 */
export const SEED_WEIGHT = 0.4
const STEPS = 80
// After a step that gains less than this share of the loss, no other one moves a chance by a ten-thousandth.
const SETTLED = 1e-10

/** Leaves out the seed texts of those classes of which people judged enough. */
export function pickTelling<Text extends HeldOut>(heldOut: readonly Text[]): readonly Text[] {
  const isJudged = CLASSES.map(
    (_, one) => heldOut.filter(({ target, isSeed }) => target === one && !isSeed).length >= ENOUGH_JUDGED,
  )
  return heldOut.filter(({ target, isSeed }) => !isSeed || isJudged[target] !== true)
}

/**
 * Fits slope and shift of each class by Newton's method on the logistic loss (Platt 1999, for several classes at once); no step
 * makes the loss larger. Chances are those of a mix like the texts', in which a seed text counts for two fifths of a judged
 * one; a class without a text keeps slope 1 and shift 0.
 */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const known = CLASSES.flatMap((_, one) => (heldOut.some(({ target }) => target === one) ? [one] : []))
  let length = STEP_LENGTH
  let best = momentsAt(heldOut, { slopes: CLASSES.map(() => 1), shifts: CLASSES.map(() => 0) })
  for (let step = 0; step < STEPS; step += 1) {
    const next = momentsAt(heldOut, stepFrom(best, known, length))
    const gain = best.loss - next.loss
    length = gain >= 0 ? Math.min(length * 2, STEP_LENGTH) : length / 2
    if (gain >= 0) best = next
    if (gain >= 0 && gain <= SETTLED * best.loss) break
  }
  const hatreds = calibrateHatreds(heldOut)
  return {
    slopes: [...best.calibration.slopes, ...hatreds.slopes],
    shifts: [...best.calibration.shifts, ...hatreds.shifts],
  }
}

function stepFrom({ calibration, moments }: Fitted, known: readonly number[], length: number): Calibration {
  const slopes = [...calibration.slopes]
  const shifts = [...calibration.shifts]
  for (const one of known) {
    const before = { slope: slopes[one] ?? 1, shift: shifts[one] ?? 0 }
    const { slope, shift } = nearer(before, momentsOf(moments, one), length)
    slopes[one] = slope
    shifts[one] = shift
  }
  return { slopes, shifts }
}

// Abuse is put in other words elsewhere: read by a model that had learnt nothing of their set, good and bad rows of SWSR are
// parted best by half a logit less, those of COLD by one and a half.
const ELSEWHERE_LOGIT = 0.2

/** Takes abuse to be likelier than where it was learnt, by about what is missed of it in other places. */
export function expectElsewhere({ slopes, shifts }: Calibration): Calibration {
  return { slopes, shifts: shifts.map((shift, column) => (column === ABUSE ? shift + ELSEWHERE_LOGIT : shift)) }
}

// As many as `Moments` has, for each class.
const MOMENTS = 5

interface Fitted {
  readonly calibration: Calibration
  readonly moments: Float64Array
  /** With that of the prior. */
  readonly loss: number
}

function momentsAt(heldOut: readonly HeldOut[], calibration: Calibration): Fitted {
  const moments = new Float64Array(K * MOMENTS)
  let loss = priorLoss(calibration)
  const add = (at: number, value: number): void => {
    moments[at] = (moments[at] ?? 0) + value
  }
  for (const { logits, target, isSeed } of heldOut) {
    const weight = isSeed ? SEED_WEIGHT : 1
    const chances = chancesOf(logits, calibration)
    const benign = chances.reduce((left, chance) => left - chance, 1)
    loss -= weight * Math.log(Math.max(chances[target] ?? benign, SMALLEST_CHANCE))
    for (const [one, chance] of chances.entries()) {
      const logit = logits[one] ?? 0
      const error = weight * (chance - (one === target ? 1 : 0))
      const bend = weight * chance * (1 - chance)
      const at = one * MOMENTS
      add(at, error * logit)
      add(at + 1, error)
      add(at + 2, bend * logit * logit)
      add(at + 3, bend * logit)
      add(at + 4, bend)
    }
  }
  return { calibration, moments, loss }
}

const SMALLEST_CHANCE = 1e-12

function priorLoss({ slopes, shifts }: Calibration): number {
  const squares = slopes.map((slope, one) => (slope - 1) ** 2 + (shifts[one] ?? 0) ** 2)
  return (PRIOR_TEXTS / 2) * squares.reduce((sum, square) => sum + square, 0)
}

function momentsOf(moments: Float64Array, one: number): Moments {
  const [bySlope = 0, byShift = 0, slopes = 0, both = 0, shifts = 0] = moments.subarray(one * MOMENTS)
  return [bySlope, byShift, slopes, both, shifts]
}

function chancesOf(logits: Float64Array, { slopes, shifts }: Calibration): Float64Array {
  const powers = Float64Array.from(CLASSES, (_, one) => (slopes[one] ?? 1) * (logits[one] ?? 0) + (shifts[one] ?? 0))
  const most = powers.reduce((found, power) => Math.max(found, power), 0)
  const sum = powers.reduce((total, power) => total + Math.exp(power - most), Math.exp(-most))
  return powers.map((power) => Math.exp(power - most) / sum)
}
