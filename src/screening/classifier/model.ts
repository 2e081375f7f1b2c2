import type { ArticleMode } from '../policy.ts'
import { ABUSE, byCode, CLASSES, type ClassCode, COLUMN_OF, type HatredCode } from './classes.ts'
import type { FeatureVector } from './features.ts'
import { type KnownFeatures, keepKnown } from './known-features.ts'
import { logitsOf } from './logits.ts'
import type { PackedWeights } from './packed-weights.ts'
import type { Speller } from './respelling/speller.ts'

/** What was fitted. Weights are bytes, times the scale of their block. */
export interface ModelWeights {
  readonly buckets: number
  readonly weights: PackedWeights
  readonly bias: Float32Array
}

/** A model that can be asked. */
export interface Model extends ModelWeights {
  readonly version: string
  /** Puts back what was exchanged before a text is described to the model. */
  readonly speller: Speller
  /** What it was fitted on; nothing else that a text has is asked about. */
  readonly known: KnownFeatures
  readonly calibration: Calibration
  readonly joint: JointCalibration
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

/** Brings the log-odds of what model and rules say together to those of what is so, where rules speak for a category. */
export type JointCalibration = Readonly<Record<ClassCode, Line>>

/** `slope · x + shift`. */
export interface Line {
  readonly slope: number
  readonly shift: number
}

/**
 * What the model thinks of a text: the risks of the classes and the chance that it is benign add up to one; those of
 * hatred are parts of that of abuse.
 */
export interface Opinion {
  readonly risk: Readonly<Record<ClassCode | HatredCode, number>>
  readonly benign: number
}

/** Returns the chance of each category, calibrated. The features are overwritten. */
export function askModel(model: Model, features: FeatureVector): Opinion {
  return toOpinion(logitsOf(model, keepKnown(features, model.known)), model.calibration)
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
