import type { ArticleMode } from '../policy.ts'
import { ABUSE, byCode, CLASSES, type ClassCode, COLUMN_OF, COLUMNS, type HatredCode } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'

/** What was fitted. Weights are bytes: `weights[bucket * COLUMNS + column]` times the scale of its block. */
export interface ModelWeights {
  readonly buckets: number
  readonly weights: Int8Array
  /** One for each block of buckets. */
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/** A model that can be asked. */
export interface Model extends ModelWeights {
  readonly version: string
  readonly calibration: Calibration
  readonly thresholds: Readonly<Record<ModelMode, Thresholds>>
}

/** How an article takes comments, as far as the model is concerned; where none are taken, it reads as where people approve. */
export type ModelMode = 'pre' | 'human'

/** Returns the thresholds for articles of a mode. */
export function thresholdsOf({ thresholds }: Pick<Model, 'thresholds'>, mode: ArticleMode): Thresholds {
  return thresholds[mode === 'pre' ? 'pre' : 'human']
}

/** From which chance on each category is held, and from which it is refused without a person; `null` never. */
export type Thresholds = Readonly<Record<ClassCode, { readonly hold: number; readonly block: number | null }>>

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

export const BLOCK_BUCKETS = 32

const K = COLUMNS

/** Returns the chance of each category, calibrated. */
export function askModel(model: Model, features: FeatureVector): Opinion {
  return toOpinion(logitsOf(model, features), model.calibration)
}

/** Returns the logit of each column: that of benign is 0, those of hatred are given abuse. */
export function logitsOf(
  { weights, scales, bias, buckets }: ModelWeights,
  { hashes, values }: FeatureVector,
): Float64Array {
  const logits = new Float64Array(K)
  for (let one = 0; one < K; one += 1) logits[one] = bias[one] ?? 0
  for (let at = 0; at < hashes.length; at += 1) {
    const bucket = bucketOf(hashes[at] ?? 0, buckets)
    const value = (values[at] ?? 0) * (scales[Math.floor(bucket / BLOCK_BUCKETS)] ?? 0)
    const from = bucket * K
    for (let one = 0; one < K; one += 1) logits[one] = (logits[one] ?? 0) + value * (weights[from + one] ?? 0)
  }
  return logits
}

/** Turns logits into chances. */
export function toOpinion(logits: Float64Array, { slopes, shifts }: Calibration): Opinion {
  const power = (column: number): number => (slopes[column] ?? 1) * (logits[column] ?? 0) + (shifts[column] ?? 0)
  const odds = CLASSES.map((_, column) => Math.exp(Math.min(power(column), MOST)))
  const sum = odds.reduce((total, one) => total + one, 1)
  const abuse = (odds[ABUSE] ?? 0) / sum
  const chance = (code: ClassCode | HatredCode): number => {
    const column = COLUMN_OF[code]
    return column < CLASSES.length ? (odds[column] ?? 0) / sum : abuse / (1 + Math.exp(-power(column)))
  }
  return { risk: byCode(chance), benign: 1 / sum }
}

// e to the 500 is a number still.
const MOST = 500
