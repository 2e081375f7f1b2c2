import { CLASSES } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'

/** A text as the model learns it. */
export interface Example {
  readonly features: FeatureVector
  /** Place among the classes, −1 for benign. */
  readonly target: number
  /** How many texts this one counts for. */
  readonly weight: number
}

/** What fitting is told; `random` gives numbers from 0 to 1. */
export interface FitOptions {
  readonly buckets: number
  readonly epochs: number
  readonly rate: number
  /** How strongly weights are drawn to 0, as each text touches them. */
  readonly decay: number
  readonly random: () => number
  readonly onEpoch?: (epoch: number, loss: number) => void
}

/** Weights as they are fitted: `weights[bucket * CLASSES.length + class]`. */
export interface FittedWeights {
  readonly buckets: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

const K = CLASSES.length

/**
 * Fits a multinomial logistic regression whose benign logit is 0, by AdaGrad (Duchi, Hazan and Singer 2011) over shuffled
 * examples. The same examples in the same order with the same random numbers give the same weights.
 */
export function fitWeights(examples: readonly Example[], options: FitOptions): FittedWeights {
  const { epochs, buckets, random, onEpoch } = options
  const state: State = {
    weights: new Float32Array(buckets * K),
    squares: new Float32Array(buckets * K).fill(FIRST_SQUARE),
    bias: new Float32Array(K),
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
function step(state: State, { features, target, weight }: Example, { buckets, rate, decay }: FitOptions): number {
  const { weights, squares, bias, biasSquares, gradient } = state
  const { hashes, values } = features
  for (let one = 0; one < K; one += 1) gradient[one] = bias[one] ?? 0
  for (let at = 0; at < hashes.length; at += 1) {
    const from = bucketOf(hashes[at] ?? 0, buckets) * K
    const value = values[at] ?? 0
    for (let one = 0; one < K; one += 1) gradient[one] = (gradient[one] ?? 0) + value * (weights[from + one] ?? 0)
  }
  const loss = toGradient(gradient, target) * weight
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
      const pull = slope + decay * old
      const square = (squares[from + one] ?? 0) + pull * pull
      squares[from + one] = square
      weights[from + one] = old - (rate * pull) / Math.sqrt(square)
    }
  }
  return loss
}

// What moves a weight by less than this costs time and nothing else.
const SMALLEST_SLOPE = 1e-5

/** Turns logits into the gradient of the logistic loss and returns the loss; the logit of benign is 0. */
function toGradient(logits: Float64Array, target: number): number {
  let most = 0
  for (const logit of logits) most = Math.max(most, logit)
  let sum = Math.exp(-most)
  for (const logit of logits) sum += Math.exp(logit - most)
  const own = target < 0 ? 0 : (logits[target] ?? 0)
  const loss = Math.log(sum) + most - own
  for (let one = 0; one < K; one += 1) {
    logits[one] = Math.exp((logits[one] ?? 0) - most) / sum - (one === target ? 1 : 0)
  }
  return loss
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
