import { PLACES } from './han-places.ts'

/** How often characters stand in a language, and which stand beside each other; by their places. */
export interface CharacterPairs {
  /**
   * Open addressing: twelve bits of a pair's hash and four of its level, 0 for an empty slot. A pair that was never seen
   * passes for one that was in one of a thousand look-ups.
   */
  readonly slots: Uint16Array
  /** A bit for each of the numbers that hash and tag of a pair may have: nine in ten pairs that were not seen have none. */
  readonly filter: Int32Array
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
const SLOT_SHIFT = 32 - SLOT_BITS

// 2^20 bits are 128 kB, a quarter of the slots, and as many pairs as there may be fill one of eight.
const FILTER_BITS = 20
const FILTER_TAG_BITS = 8
const GROUP_BITS = SLOT_BITS + FILTER_TAG_BITS - FILTER_BITS
const GROUP_MASK = 2 ** GROUP_BITS - 1

/** Takes all of a slot but its place in a group of neighbours, and the last bits of a tag. */
function filterBit(slot: number, tag: number): number {
  return ((slot >>> GROUP_BITS) << FILTER_TAG_BITS) | (tag & (2 ** FILTER_TAG_BITS - 1))
}

/** Takes over a table, with a filter for it: to ask the table alone about what was not seen takes five times as long. */
export function withFilter({ slots, counts }: Pick<CharacterPairs, 'slots' | 'counts'>): CharacterPairs {
  const filter = new Int32Array(2 ** FILTER_BITS / 32)
  let free = slots.lastIndexOf(0) - slots.length
  for (let slot = 0; slot < slots.length; slot += 1) {
    const found = slots[slot] ?? 0
    if (found === 0) free = slot
    // A pair stands in its own slot or, where that was taken, in one after it with none free between.
    for (let own = free + 1; found !== 0 && own <= slot; own = (own | GROUP_MASK) + 1) {
      const bit = filterBit(own & SLOT_MASK, found >>> 4)
      filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << bit)
    }
  }
  return { slots, counts, filter }
}

/** Returns 1 to 15 for a pair that was seen, by how often, and 0 for one that was not. */
export function pairLevel({ slots, filter }: CharacterPairs, first: number, second: number): number {
  const hash = hashPair(first, second)
  let slot = hash >>> SLOT_SHIFT
  const bit = filterBit(slot, hash)
  // A shift counts by the last five bits of its right side.
  if ((((filter[bit >>> 5] ?? 0) >>> bit) & 1) === 0) return 0
  const tag = (hash << 4) & TAG_MASK
  for (;;) {
    const found = slots[slot] ?? 0
    if (found === 0) return 0
    if ((found & TAG_MASK) === tag) return found & LEVEL_MASK
    slot = (slot + 1) & SLOT_MASK
  }
}

/** Puts a pair with a level from 1 to 15 into a free slot; there must be one, and the pair must not be there. */
export function plantPair(
  { slots }: Pick<CharacterPairs, 'slots'>,
  [first, second]: readonly [number, number],
  level: number,
): void {
  const hash = hashPair(first, second)
  let slot = hash >>> SLOT_SHIFT
  while (slots[slot] !== 0) slot = (slot + 1) & SLOT_MASK
  slots[slot] = ((hash << 4) & TAG_MASK) | level
}

// Odd numbers with their bits in no order, as in the finalizers of MurmurHash3.
function hashPair(first: number, second: number): number {
  const sum = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  const mixed = Math.imul(sum ^ (sum >>> 15), 0xc2b2ae35)
  return mixed ^ (mixed >>> 13)
}
