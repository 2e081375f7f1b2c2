import { mix } from './mix.ts'

/**
 * Measured against 12, 16 and 32 on real comments: with eight, 99.5 % of texts with a prefix are found again, with 32 all
 * of them. Each band is a key to keep and to look up; twelve cost a post a tenth more.
 */
const BANDS = 8

const MOST_BANDS = 32

/** Two hashes a band: texts whose Jaccard is J share a band with probability 1 − (1 − J²)^8, 0.75 at 0.4, 1.00 at 0.7. */
const HASHES_PER_BAND = 2

// Any odd number spreads the seeds; this one is 2^32 divided by the golden ratio.
const SEEDS = Uint32Array.from({ length: MOST_BANDS * HASHES_PER_BAND }, (_, index) => mix(index * 0x9e3779b1 + 1))

/**
 * Returns one 32-bit number a band; texts with most bigrams in common have some of them in common, others seldom any.
 * Up to 32 bands can be asked for.
 * MinHash after Broder (1997), banded after Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3.
 */
export function bandsOf(bigrams: ReadonlySet<number>, bands = BANDS): readonly number[] {
  const least = new Uint32Array(Math.min(bands, MOST_BANDS) * HASHES_PER_BAND).fill(0xffffffff)
  for (const bigram of bigrams) {
    const mixed = mix(bigram)
    for (let place = 0; place < least.length; place += 1) {
      const hash = mix(mixed ^ (SEEDS[place] ?? 0))
      if (hash < (least[place] ?? 0)) least[place] = hash
    }
  }
  return Array.from({ length: least.length / HASHES_PER_BAND }, (_, band) => {
    const first = band * HASHES_PER_BAND
    let joined = mix(band + 1)
    for (let place = first; place < first + HASHES_PER_BAND; place += 1) joined = mix(joined ^ (least[place] ?? 0))
    return joined
  })
}
