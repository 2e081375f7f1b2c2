import { COLUMNS } from './classes.ts'
import type { FittedWeights } from './fit.ts'
import type { Calibration, Model } from './model.ts'
import { dequantize } from './quantize.ts'

/** Weights whose logits are calibrated as they are, with the calibration that says so. */
export interface FoldedWeights extends FittedWeights {
  readonly calibration: Calibration
}

/**
 * Takes a model's calibration into its weights: it thinks of every text as before, and what goes on to be fitted from
 * there is fitted by the very chances that it gives. Fitted by bare logits, every chance would then be moved once more.
 */
export function foldCalibration(model: Model): FoldedWeights {
  const { buckets, weights, bias } = dequantize(model)
  const { slopes, shifts } = model.calibration
  const slopeOf = (at: number): number => slopes[at % COLUMNS] ?? 1
  return {
    buckets,
    weights: weights.map((weight, at) => weight * slopeOf(at)),
    bias: bias.map((one, column) => one * slopeOf(column) + (shifts[column] ?? 0)),
    calibration: { slopes: new Array<number>(COLUMNS).fill(1), shifts: new Array<number>(COLUMNS).fill(0) },
  }
}
