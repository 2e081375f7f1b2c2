import { calibrateHatreds } from './calibrate-hatreds.ts'
import { CLASSES } from './classes.ts'
import type { Calibration } from './model.ts'

/** What a model said of a text that it had not learnt from. */
export interface HeldOut {
  readonly logits: Float64Array
  /** Place among the classes, −1 for benign. */
  readonly target: number
  /** Place among the hatreds, −1 for none of them. */
  readonly hatred: number
}

const K = CLASSES.length
const STEPS = 300
const RATE = 0.5
// Fewer texts of a class than this say nothing of how sure the model may be of it.
const FEWEST = 1000

/**
 * Fits slope and shift of each class by gradient descent on the logistic loss (Platt 1999, for several classes at once).
 * Classes of which too few texts were held out keep slope 1 and the shift that is given for them.
 */
export function calibrate(heldOut: readonly HeldOut[], otherShift: number): Calibration {
  const counts = CLASSES.map((_, one) => heldOut.filter(({ target }) => target === one).length)
  const isFitted = counts.map((count) => count >= FEWEST)
  const slopes = CLASSES.map(() => 1)
  const shifts = isFitted.map((fitted) => (fitted ? 0 : otherShift))
  for (let step = 0; step < STEPS; step += 1) {
    const slopeGradient = new Float64Array(K)
    const shiftGradient = new Float64Array(K)
    for (const { logits, target } of heldOut) {
      const chances = chancesOf(logits, { slopes, shifts })
      for (let one = 0; one < K; one += 1) {
        const error = (chances[one] ?? 0) - (one === target ? 1 : 0)
        slopeGradient[one] = (slopeGradient[one] ?? 0) + error * (logits[one] ?? 0)
        shiftGradient[one] = (shiftGradient[one] ?? 0) + error
      }
    }
    for (const [one, fitted] of isFitted.entries()) {
      if (!fitted) continue
      slopes[one] = Math.max((slopes[one] ?? 1) - (RATE * (slopeGradient[one] ?? 0)) / heldOut.length, LEAST_SLOPE)
      shifts[one] = (shifts[one] ?? 0) - (RATE * (shiftGradient[one] ?? 0)) / heldOut.length
    }
  }
  const hatreds = calibrateHatreds(heldOut)
  return { slopes: [...slopes, ...hatreds.slopes], shifts: [...shifts, ...hatreds.shifts] }
}

// A slope of 0 or less would turn the model's opinion round.
const LEAST_SLOPE = 0.05

function chancesOf(logits: Float64Array, { slopes, shifts }: Calibration): Float64Array {
  const powers = Float64Array.from(CLASSES, (_, one) => (slopes[one] ?? 1) * (logits[one] ?? 0) + (shifts[one] ?? 0))
  const most = powers.reduce((found, power) => Math.max(found, power), 0)
  const sum = powers.reduce((total, power) => total + Math.exp(power - most), Math.exp(-most))
  return powers.map((power) => Math.exp(power - most) / sum)
}
