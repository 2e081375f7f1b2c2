import { PLACES } from './han-places.ts'

/** How often characters stand in a language, and which stand beside each other; by their places. */
export interface CharacterPairs {
  /**
   * Open addressing: twelve bits of a pair's hash and four of its level, 0 for an empty slot. A pair that was never seen
   * passes for one that was in one of a thousand look-ups.
   */
  readonly slots: Uint16Array
  /** For each place the logarithm of its count in sixteenths, 0 for what was not seen. */
  readonly counts: Uint8Array
}

/** A power of two; half of the slots or less are taken. */
export const SLOT_BITS = 18

/** The bytes of both tables. */
export const PAIRS_BYTES = 2 ** SLOT_BITS * 2 + PLACES

const LEVEL_MASK = 15
const TAG_MASK = 0xfff0
const SLOT_MASK = 2 ** SLOT_BITS - 1

/** Returns 1 to 15 for a pair that was seen, by how often, and 0 for one that was not. */
export function pairLevel({ slots }: CharacterPairs, first: number, second: number): number {
  const hash = hashPair(first, second)
  const tag = (hash << 4) & TAG_MASK
  let slot = hash >>> (32 - SLOT_BITS)
  for (;;) {
    const found = slots[slot] ?? 0
    if (found === 0) return 0
    if ((found & TAG_MASK) === tag) return found & LEVEL_MASK
    slot = (slot + 1) & SLOT_MASK
  }
}

/** Puts a pair with a level from 1 to 15 into a free slot; there must be one, and the pair must not be there. */
export function plantPair({ slots }: CharacterPairs, [first, second]: readonly [number, number], level: number): void {
  const hash = hashPair(first, second)
  let slot = hash >>> (32 - SLOT_BITS)
  while (slots[slot] !== 0) slot = (slot + 1) & SLOT_MASK
  slots[slot] = ((hash << 4) & TAG_MASK) | level
}

// Odd numbers with their bits in no order, as in the finalizers of MurmurHash3.
function hashPair(first: number, second: number): number {
  const sum = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  const mixed = Math.imul(sum ^ (sum >>> 15), 0xc2b2ae35)
  return mixed ^ (mixed >>> 13)
}
