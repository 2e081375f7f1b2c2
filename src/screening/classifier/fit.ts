import { ABUSE, CLASSES, COLUMNS } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'

/** A text as the model learns it. */
export interface Example {
  readonly features: FeatureVector
  /** Place among the classes, −1 for benign. */
  readonly target: number
  /** Place among the hatreds, −1 for none of them; read where the target is abuse. */
  readonly hatred: number
  /** How many texts this one counts for. */
  readonly weight: number
}

/** What fitting is told; `random` gives numbers from 0 to 1. */
export interface FitOptions {
  readonly buckets: number
  readonly epochs: number
  readonly rate: number
  /** How strongly weights are drawn to those of `start`, to 0 without, as each text touches them. */
  readonly decay: number
  readonly random: () => number
  readonly onEpoch?: (epoch: number, loss: number) => void
  /** Weights of as many buckets to go on from; absent: all are 0. */
  readonly start?: FittedWeights
}

/** Weights as they are fitted: `weights[bucket * COLUMNS + column]`. */
export interface FittedWeights {
  readonly buckets: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

const K = COLUMNS

/**
 * Fits a multinomial logistic regression whose benign logit is 0, and one of each hatred over the abuse alone, by AdaGrad
 * (Duchi, Hazan and Singer 2011) over shuffled examples. The same examples in the same order with the same random numbers give the same weights.
 */
export function fitWeights(examples: readonly Example[], options: FitOptions): FittedWeights {
  const { epochs, buckets, random, onEpoch, start } = options
  const state: State = {
    weights: start?.weights.slice() ?? new Float32Array(buckets * K),
    squares: new Float32Array(buckets * K).fill(FIRST_SQUARE),
    bias: start?.bias.slice() ?? new Float32Array(K),
    biasSquares: new Float32Array(K).fill(FIRST_SQUARE),
    gradient: new Float64Array(K),
  }
  const order = Uint32Array.from(examples.keys())
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    shuffle(order, random)
    let loss = 0
    for (const at of order) {
      const example = examples[at]
      if (example) loss += step(state, example, options)
    }
    onEpoch?.(epoch, loss / Math.max(examples.length, 1))
  }
  return { buckets, weights: state.weights, bias: state.bias }
}

interface State {
  readonly weights: Float32Array
  readonly squares: Float32Array
  readonly bias: Float32Array
  readonly biasSquares: Float32Array
  readonly gradient: Float64Array
}

// Keeps the first steps of a weight from being as long as the rate.
const FIRST_SQUARE = 1e-3

/** Learns one example and returns its loss before. */
function step(
  state: State,
  { features, target, hatred, weight }: Example,
  { buckets, rate, decay, start }: FitOptions,
): number {
  const { weights, squares, bias, biasSquares, gradient } = state
  const { hashes, values } = features
  for (let one = 0; one < K; one += 1) gradient[one] = bias[one] ?? 0
  for (let at = 0; at < hashes.length; at += 1) {
    const from = bucketOf(hashes[at] ?? 0, buckets) * K
    const value = values[at] ?? 0
    for (let one = 0; one < K; one += 1) gradient[one] = (gradient[one] ?? 0) + value * (weights[from + one] ?? 0)
  }
  const loss = toGradient(gradient, target) * weight
  toHatredGradient(gradient, target, hatred)
  for (let one = 0; one < K; one += 1) {
    const slope = (gradient[one] ?? 0) * weight
    gradient[one] = slope
    biasSquares[one] = (biasSquares[one] ?? 0) + slope * slope
    bias[one] = (bias[one] ?? 0) - (rate * slope) / Math.sqrt(biasSquares[one] ?? 1)
  }
  for (let at = 0; at < hashes.length; at += 1) {
    const from = bucketOf(hashes[at] ?? 0, buckets) * K
    const value = values[at] ?? 0
    for (let one = 0; one < K; one += 1) {
      const slope = (gradient[one] ?? 0) * value
      if (slope < SMALLEST_SLOPE && slope > -SMALLEST_SLOPE) continue
      const old = weights[from + one] ?? 0
      const pull = slope + decay * (old - (start?.weights[from + one] ?? 0))
      const square = (squares[from + one] ?? 0) + pull * pull
      squares[from + one] = square
      weights[from + one] = old - (rate * pull) / Math.sqrt(square)
    }
  }
  return loss
}

// What moves a weight by less than this costs time and nothing else.
const SMALLEST_SLOPE = 1e-5

/** Turns the logits of the classes into the gradient of the logistic loss and returns the loss; that of benign is 0. */
function toGradient(logits: Float64Array, target: number): number {
  let most = 0
  for (let one = 0; one < CLASSES.length; one += 1) most = Math.max(most, logits[one] ?? 0)
  let sum = Math.exp(-most)
  for (let one = 0; one < CLASSES.length; one += 1) sum += Math.exp((logits[one] ?? 0) - most)
  const own = target < 0 ? 0 : (logits[target] ?? 0)
  const loss = Math.log(sum) + most - own
  for (let one = 0; one < CLASSES.length; one += 1) {
    logits[one] = Math.exp((logits[one] ?? 0) - most) / sum - (one === target ? 1 : 0)
  }
  return loss
}

/** Turns the logits of the hatreds into gradients, each a question of its own; what is no abuse answers neither. */
function toHatredGradient(logits: Float64Array, target: number, hatred: number): void {
  for (let one = CLASSES.length; one < COLUMNS; one += 1) {
    const chance = 1 / (1 + Math.exp(-(logits[one] ?? 0)))
    logits[one] = target === ABUSE ? chance - (one - CLASSES.length === hatred ? 1 : 0) : 0
  }
}

/** Shuffles in place (Fisher and Yates). */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const held = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = held
  }
}
