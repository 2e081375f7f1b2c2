/** Returns the pairs of neighbouring units of a skeleton, each once, as 32-bit numbers. */
export function bigramsOf(skeleton: string): ReadonlySet<number> {
  const bigrams = new Set<number>()
  for (let at = 1; at < skeleton.length; at += 1) {
    bigrams.add(((skeleton.charCodeAt(at - 1) << 16) | skeleton.charCodeAt(at)) >>> 0)
  }
  return bigrams
}

/**
 * How many bigrams two texts must have to be compared. Of 20,000 real comments with five or more, 2.3 % are met by
 * chance in 50,000 others; from eight on it is 0.9 %. 支持, 一路走好, 致敬英雄 and 哈哈哈哈哈哈 have fewer.
 */
export const FEWEST_BIGRAMS = 8

const LEAST_JACCARD = 0.4

/** Two short questions share the six of 「是怎么回事」; with seven asked for, chance meetings fall by a third. */
const FEWEST_SHARED = 7

/** Tells whether two texts are near-duplicates: Jaccard of 0.4 or more, and seven bigrams in common. */
export function areNear(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  const shared = countShared(one, other)
  return shared >= FEWEST_SHARED && shared >= LEAST_JACCARD * (one.size + other.size - shared)
}

/** So much alike are only a text and its copy; what is less alike was written by two people. */
const COPY_JACCARD = 0.75

/** Tells whether one text is the other, give or take some characters: Jaccard of 0.75 or more. */
export function areCopies(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  const shared = countShared(one, other)
  return shared >= COPY_JACCARD * (one.size + other.size - shared)
}

/** Returns how many bigrams two texts have in common. */
export function countShared(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  let shared = 0
  for (const bigram of few) if (many.has(bigram)) shared += 1
  return shared
}
