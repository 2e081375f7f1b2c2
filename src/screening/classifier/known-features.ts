import type { FeatureVector } from './features.ts'

/**
 * Which features were seen often enough to be learnt: a bit for each of the numbers that a hash may come to. What was not
 * seen passes for known where its bit is that of another, which is so for a quarter or less.
 */
export type KnownFeatures = Int32Array

const BITS = 22
const BIT_SHIFT = 32 - BITS
const WORDS = 2 ** (BITS - 5)

/** The bytes of a table. */
export const KNOWN_BYTES = WORDS * 4

// What stands in three texts or less is learnt by heart, and lends its weight to whatever else falls into its bucket.
const FEWEST = 4
const COUNTER_BITS = 26

/** Counts in how many texts each feature stands, and returns those of four or more, beside what was known already. */
export function learnKnown(texts: Iterable<FeatureVector>, before?: KnownFeatures): KnownFeatures {
  const known = before?.slice() ?? new Int32Array(WORDS)
  const counts = new Uint8Array(2 ** COUNTER_BITS)
  for (const { hashes } of texts) {
    for (const hash of new Set(hashes)) {
      const counter = hash >>> (32 - COUNTER_BITS)
      const count = Math.min((counts[counter] ?? 0) + 1, FEWEST)
      counts[counter] = count
      if (count < FEWEST) continue
      const bit = hash >>> BIT_SHIFT
      known[bit >>> 5] = (known[bit >>> 5] ?? 0) | (1 << bit)
    }
  }
  return known
}

/** Leaves out what is not known, in place: what is returned lies in the memory of what was given. */
export function keepKnown({ hashes, values }: FeatureVector, known: KnownFeatures): FeatureVector {
  let kept = 0
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] ?? 0
    const bit = hash >>> BIT_SHIFT
    hashes[kept] = hash
    values[kept] = values[at] ?? 0
    // A shift counts by the last five bits of its right side. To add the bit takes no guess at what comes next.
    kept += ((known[bit >>> 5] ?? 0) >>> bit) & 1
  }
  return { hashes: hashes.subarray(0, kept), values: values.subarray(0, kept) }
}
