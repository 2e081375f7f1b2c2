import type { Risk } from '../risk.ts'
import { SEED_WEIGHT } from './calibrate.ts'
import { byClass, CLASSES } from './classes.ts'
import type { JointCalibration, Line, Opinion } from './model.ts'
import { FIRST_LINE, type Moments, nearer } from './platt.ts'
import { foundBy, togetherLogit } from './weigh.ts'

/** What model and rules said of a text that the model had not learnt from. */
export interface HeldOutOpinion {
  /** The model's alone, calibrated. */
  readonly alone: Opinion
  readonly rules: { readonly risk: Risk }
  /** Place among the classes, −1 for benign. */
  readonly target: number
  readonly isSeed: boolean
}

const STEPS = 40

/**
 * Fits, for each category, what it means that rules speak for it beside the model (Platt 1999), over the texts where they do:
 * a way to reach the sender is found in most of what is sold, whatever that is, and in much that is harmless.
 */
export function calibrateJoint(heldOut: readonly HeldOutOpinion[]): JointCalibration {
  return byClass((code) => {
    const target = CLASSES.indexOf(code)
    const spoken = heldOut.flatMap((one) => {
      const found = foundBy(one.rules.risk, code)
      if (found === 0) return []
      return [{ logit: togetherLogit(one.alone.risk[code], found), isSo: one.target === target, isSeed: one.isSeed }]
    })
    return fitLine(spoken)
  })
}

interface Spoken {
  readonly logit: number
  readonly isSo: boolean
  readonly isSeed: boolean
}

function fitLine(spoken: readonly Spoken[]): Line {
  let line = FIRST_LINE
  for (let step = 0; step < STEPS; step += 1) line = nearer(line, momentsAt(spoken, line))
  return line
}

function momentsAt(spoken: readonly Spoken[], { slope, shift }: Line): Moments {
  let [bySlope, byShift, slopes, both, shifts] = [0, 0, 0, 0, 0]
  for (const { logit, isSo, isSeed } of spoken) {
    const weight = isSeed ? SEED_WEIGHT : 1
    const chance = 1 / (1 + Math.exp(-slope * logit - shift))
    const error = weight * (chance - (isSo ? 1 : 0))
    const bend = weight * chance * (1 - chance)
    bySlope += error * logit
    byShift += error
    slopes += bend * logit * logit
    both += bend * logit
    shifts += bend
  }
  return [bySlope, byShift, slopes, both, shifts]
}
