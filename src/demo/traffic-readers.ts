/** The pace lets five comments of a reader through; at two on average about one comment in a hundred is too fast. */
const COMMENTS_PER_READER = 2

/** How many readers write so many comments, if nobody says. */
export function countReaders(comments: number): number {
  return Math.max(1, Math.ceil(comments / COMMENTS_PER_READER))
}

/** Draws the writer of each comment in turn: numbers below `readers`, the same for the same seed. */
export function* drawReaders(readers: number, seed: number): Generator<number, never> {
  // A linear congruential generator modulo 2^32 (multiplier and increment from Numerical Recipes); the division takes
  // its high bits, the low ones repeat early.
  let state = Math.imul(seed, 2_654_435_761) >>> 0
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield Math.floor((state / 2 ** 32) * readers)
  }
}

/** Another seed gives other readers, whose pace is untouched by an earlier replay. */
export function nameReader(reader: number, seed: number): string {
  return `網友${seed}-${reader + 1}`
}

const ADDRESSES = 512
const FIRST_ADDRESS = 16

/** Gives a reader one of 512 loopback addresses, so that the pace by address sees many clients and not one. */
export function addressReader(reader: number): string {
  const place = FIRST_ADDRESS + (reader % ADDRESSES)
  return `127.0.${1 + (place >> 8)}.${place & 255}`
}
