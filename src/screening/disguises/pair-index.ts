import { spread } from '../automaton/pairs.ts'
import type { Entry } from '../wordlist.ts'

/** Entries by two units; a filter small enough for the nearest cache sends nearly all other pairs away. */
export interface PairIndex {
  readonly entryOf: Map<number, Entry>
  readonly filter: Int32Array
}

// 2^17 bits are 16 kB: as many as leave room beside them, and 5,000 pairs still fill one of 25.
const FILTER_BITS = 17

/** Makes an index that nothing is in. */
export function createPairIndex(): PairIndex {
  return { entryOf: new Map(), filter: new Int32Array(2 ** FILTER_BITS / 32) }
}

/** Puts an entry under a pair, unless one at least as heavy is there. */
export function plantPair({ entryOf, filter }: PairIndex, key: number, entry: Entry): void {
  if ((entryOf.get(key)?.weight ?? 0) >= entry.weight) return
  entryOf.set(key, entry)
  const bit = bitOf(key)
  filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << bit)
}

/** Tells whether an entry may stand under a pair; where it says no, none does. */
export function mayHavePair({ filter }: PairIndex, key: number): boolean {
  const bit = bitOf(key)
  // A shift counts by the last five bits of its right side.
  return (((filter[bit >>> 5] ?? 0) >>> bit) & 1) !== 0
}

/** Returns the heaviest entry of a pair, `undefined` where there is none. */
export function findPair(index: PairIndex, key: number): Entry | undefined {
  return mayHavePair(index, key) ? index.entryOf.get(key) : undefined
}

function bitOf(key: number): number {
  return spread(key, FILTER_BITS)
}
