import type { HeldOut } from './calibrate.ts'
import { ABUSE, CLASSES, HATREDS } from './classes.ts'
import type { Calibration } from './model.ts'
import { LEAST_SLOPE } from './platt.ts'

const STEPS = 300
const RATE = 0.5
// Fewer abusive texts than this say nothing of how sure the model may be of what they are.
const FEWEST = 1000

/** Fits slope and shift of each hatred over the held-out abuse alone; slope 1 and shift 0 where there is too little. */
export function calibrateHatreds(heldOut: readonly HeldOut[]): Calibration {
  const abuse = heldOut.filter(({ target }) => target === ABUSE)
  const fitted = HATREDS.map((_, hatred) => (abuse.length < FEWEST ? { slope: 1, shift: 0 } : fitOne(abuse, hatred)))
  return { slopes: fitted.map(({ slope }) => slope), shifts: fitted.map(({ shift }) => shift) }
}

function fitOne(abuse: readonly HeldOut[], place: number): { readonly slope: number; readonly shift: number } {
  let slope = 1
  let shift = 0
  for (let step = 0; step < STEPS; step += 1) {
    let slopeGradient = 0
    let shiftGradient = 0
    for (const { logits, hatred } of abuse) {
      const logit = logits[CLASSES.length + place] ?? 0
      const error = 1 / (1 + Math.exp(-slope * logit - shift)) - (hatred === place ? 1 : 0)
      slopeGradient += error * logit
      shiftGradient += error
    }
    slope = Math.max(slope - (RATE * slopeGradient) / abuse.length, LEAST_SLOPE)
    shift -= (RATE * shiftGradient) / abuse.length
  }
  return { slope, shift }
}
