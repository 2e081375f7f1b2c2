import { type CharacterPairs, plantPair, SLOT_BITS, withFilter } from './character-pairs.ts'
import { EDGE, PLACES, placeOf } from './han-places.ts'

/** How levels and counts are written; the logarithms are natural. */
export const LEVEL_STEP = 0.7
/** Counts of characters are kept in a byte as their natural logarithm, in sixteenths: each is off by 3 % at most. */
export const COUNT_STEPS = 16

// What stands once may be a slip of the pen; a table more than half full is slow to ask.
const FEWEST = 2
const MOST_PAIRS = 2 ** (SLOT_BITS - 1)
const MOST_LEVEL = 15

/** Counts the characters and the pairs of texts as they are normalized; the rarest pairs are left out if there are too many. */
export function learnPairs(texts: Iterable<string>): CharacterPairs {
  const counted: Counted = { counts: new Float64Array(PLACES), pairs: new Map() }
  for (const text of texts) {
    let last = EDGE
    for (let at = 0; at <= text.length; at += 1) {
      const place = at < text.length ? placeOf(text.charCodeAt(at)) : EDGE
      count(counted, last, place)
      last = place
    }
  }
  return tabulate(counted)
}

interface Counted {
  readonly counts: Float64Array
  /** By the place of the first times `PLACES` and that of the second. */
  readonly pairs: Map<number, number>
}

function count({ counts, pairs }: Counted, first: number, second: number): void {
  if (second !== EDGE) counts[second] = (counts[second] ?? 0) + 1
  else if (first === EDGE) return
  const pair = first * PLACES + second
  pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
}

function tabulate({ counts, pairs }: Counted): CharacterPairs {
  const table = {
    slots: new Uint16Array(2 ** SLOT_BITS),
    counts: Uint8Array.from(counts, (one) => (one === 0 ? 0 : 1 + Math.round(Math.log(one) * COUNT_STEPS))),
  }
  const often = [...pairs].filter(([, one]) => one >= FEWEST).sort(([, one], [, other]) => other - one)
  for (const [pair, one] of often.slice(0, MOST_PAIRS)) {
    const level = Math.min(1 + Math.floor(Math.log(one / FEWEST) / LEVEL_STEP), MOST_LEVEL)
    plantPair(table, [Math.floor(pair / PLACES), pair % PLACES], level)
  }
  return withFilter(table)
}
