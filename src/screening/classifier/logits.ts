import { COLUMNS } from './classes.ts'
import { bucketOf } from './feature-hash.ts'
import type { FeatureVector } from './features.ts'
import type { ModelWeights } from './model.ts'
import { firstWordOf, scaleWordOf } from './packed-weights.ts'

/** Returns the logit of each column: that of benign is 0, those of hatred are given abuse. */
export function logitsOf(model: ModelWeights, { hashes, values }: FeatureVector): Float64Array {
  const { words, scales } = model.weights
  const { places, firsts } = readAhead(model, hashes)
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
  for (let at = 0; at < hashes.length; at += 1) {
    const place = places[at] ?? 0
    const value = (values[at] ?? 0) * (scales[scaleWordOf(place)] ?? 0)
    const first = firsts[at] ?? 0
    const second = words[place + 1] ?? 0
    const third = words[place + 2] ?? 0
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
  }
  const sums = [a, b, c, d, e, f, g, h, i, j]
  const logits = new Float64Array(COLUMNS)
  for (let column = 0; column < COLUMNS; column += 1) logits[column] = (sums[column] ?? 0) + (model.bias[column] ?? 0)
  return logits
}

interface Ahead {
  /** Where the words of each feature's bucket begin. */
  readonly places: Uint32Array
  readonly firsts: Int32Array
}

let ahead: Ahead = { places: new Uint32Array(0), firsts: new Int32Array(0) }

/**
 * Finds the buckets of all features and the first word of each. They lie all over two megabytes: asked for one after the other
 * with the sums between, each is waited for; asked for at once, most are waited for together, which takes a third of the time.
 */
function readAhead({ weights: { words }, buckets }: ModelWeights, hashes: Uint32Array): Ahead {
  if (ahead.places.length < hashes.length) {
    ahead = { places: new Uint32Array(hashes.length * 2), firsts: new Int32Array(hashes.length * 2) }
  }
  const { places, firsts } = ahead
  for (let at = 0; at < hashes.length; at += 1) {
    const place = firstWordOf(bucketOf(hashes[at] ?? 0, buckets))
    places[at] = place
    firsts[at] = words[place] ?? 0
  }
  return ahead
}
