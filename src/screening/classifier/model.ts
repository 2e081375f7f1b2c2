import { ABUSE, byClass, CLASSES, type ClassCode, COLUMNS, type HatredCode } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'

/** A model that can be asked. Weights are bytes: `weights[bucket * COLUMNS + column]` times the scale of its block and column. */
export interface Model {
  readonly version: string
  readonly buckets: number
  readonly weights: Int8Array
  /** One for each block of buckets and column: `scales[block * COLUMNS + column]`. */
  readonly scales: Float32Array
  readonly bias: Float32Array
  readonly calibration: Calibration
}

/** Brings logits to probabilities that mean what they say: `slope · logit + shift`, column by column. */
export interface Calibration {
  readonly slopes: readonly number[]
  readonly shifts: readonly number[]
}

/**
 * What the model thinks of a text: the risks of the classes and the chance that it is benign add up to one; those of
 * hatred are parts of that of abuse.
 */
export interface Opinion {
  readonly risk: Readonly<Record<ClassCode | HatredCode, number>>
  readonly benign: number
}

export const BLOCK_BUCKETS = 256

const K = COLUMNS

/** Returns the chance of each category, calibrated. */
export function askModel(model: Model, features: FeatureVector): Opinion {
  return toOpinion(logitsOf(model, features), model.calibration)
}

/** Returns the logit of each column: that of benign is 0, those of hatred are given abuse. */
export function logitsOf({ weights, scales, bias, buckets }: Model, { hashes, values }: FeatureVector): Float64Array {
  const logits = new Float64Array(K)
  for (let one = 0; one < K; one += 1) logits[one] = bias[one] ?? 0
  for (let at = 0; at < hashes.length; at += 1) {
    const bucket = bucketOf(hashes[at] ?? 0, buckets)
    const value = values[at] ?? 0
    const from = bucket * K
    const block = Math.floor(bucket / BLOCK_BUCKETS) * K
    for (let one = 0; one < K; one += 1) {
      logits[one] = (logits[one] ?? 0) + value * (weights[from + one] ?? 0) * (scales[block + one] ?? 0)
    }
  }
  return logits
}

/** Turns logits into chances. */
export function toOpinion(logits: Float64Array, { slopes, shifts }: Calibration): Opinion {
  const powers = CLASSES.map((_, one) => Math.min((slopes[one] ?? 1) * (logits[one] ?? 0) + (shifts[one] ?? 0), MOST))
  const sum = powers.reduce((total, power) => total + Math.exp(power), 1)
  const chance = (code: ClassCode): number => Math.exp(powers[CLASSES.indexOf(code)] ?? 0) / sum
  const abuse = chance(CLASSES[ABUSE] ?? 'abuse')
  const within = (column: number): number =>
    abuse / (1 + Math.exp(-(slopes[column] ?? 1) * (logits[column] ?? 0) - (shifts[column] ?? 0)))
  return {
    risk: { ...byClass(chance), region_hatred: within(K - 2), ethnic_hatred: within(K - 1) },
    benign: 1 / sum,
  }
}

// e to the 500 is a number still.
const MOST = 500
