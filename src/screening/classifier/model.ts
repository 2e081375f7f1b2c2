import type { ArticleMode } from '../policy.ts'
import { ABUSE, byCode, CLASSES, type ClassCode, COLUMN_OF, COLUMNS, type HatredCode } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'
import type { Speller } from './respelling/speller.ts'

/** What was fitted. Weights are bytes, times the scale of their block. */
export interface ModelWeights {
  readonly buckets: number
  /** `WORDS` words a bucket, four columns a word, the first in its lowest byte. */
  readonly weights: Int32Array
  /** One for each block of buckets. */
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/** A model that can be asked. */
export interface Model extends ModelWeights {
  readonly version: string
  /** Puts back what was exchanged before a text is described to the model. */
  readonly speller: Speller
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

/** Words that hold the bytes of a bucket. Read as words they cost a third less time than byte by byte. */
export const WORDS = 3

/** Returns the chance of each category, calibrated. */
export function askModel(model: Model, features: FeatureVector): Opinion {
  return toOpinion(logitsOf(model, features), model.calibration)
}

/** Returns the logit of each column: that of benign is 0, those of hatred are given abuse. */
export function logitsOf(model: ModelWeights, { hashes, values }: FeatureVector): Float64Array {
  const { weights, scales, bias } = model
  const { found, firsts } = readAhead(model, hashes)
  // A variable for each column stays in a register, which no array does.
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  let i = 0
  let j = 0
  let k = 0
  let l = 0
  for (let at = 0; at < hashes.length; at += 1) {
    const bucket = found[at] ?? 0
    const value = (values[at] ?? 0) * (scales[bucket >>> BLOCK_SHIFT] ?? 0)
    const first = firsts[at] ?? 0
    const second = weights[bucket * WORDS + 1] ?? 0
    const third = weights[bucket * WORDS + 2] ?? 0
    a += value * ((first << 24) >> 24)
    b += value * ((first << 16) >> 24)
    c += value * ((first << 8) >> 24)
    d += value * (first >> 24)
    e += value * ((second << 24) >> 24)
    f += value * ((second << 16) >> 24)
    g += value * ((second << 8) >> 24)
    h += value * (second >> 24)
    i += value * ((third << 24) >> 24)
    j += value * ((third << 16) >> 24)
    k += value * ((third << 8) >> 24)
    l += value * (third >> 24)
  }
  const sums = [a, b, c, d, e, f, g, h, i, j, k, l]
  const logits = new Float64Array(COLUMNS)
  for (let column = 0; column < COLUMNS; column += 1) logits[column] = (sums[column] ?? 0) + (bias[column] ?? 0)
  return logits
}

const BLOCK_SHIFT = Math.log2(BLOCK_BUCKETS)

interface Ahead {
  readonly found: Uint32Array
  readonly firsts: Int32Array
}

let ahead: Ahead = { found: new Uint32Array(0), firsts: new Int32Array(0) }

/**
 * Finds the buckets of all features and the first word of each. They lie all over two megabytes: asked for one after the other
 * with the sums between, each is waited for; asked for at once, most are waited for together, which takes a third of the time.
 */
function readAhead({ weights, buckets }: ModelWeights, hashes: Uint32Array): Ahead {
  if (ahead.found.length < hashes.length) {
    ahead = { found: new Uint32Array(hashes.length * 2), firsts: new Int32Array(hashes.length * 2) }
  }
  const { found, firsts } = ahead
  for (let at = 0; at < hashes.length; at += 1) {
    const bucket = bucketOf(hashes[at] ?? 0, buckets)
    found[at] = bucket
    firsts[at] = weights[bucket * WORDS] ?? 0
  }
  return ahead
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
