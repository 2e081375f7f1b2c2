import type { Trie } from './trie.ts'

/** The states two units deep in a hash table, before it a filter that sends nearly all of a text away with one look. */
export interface Pairs {
  /** Slots of a pair and its state side by side, so that a look takes one line of the cache; the state of an empty one is 0. */
  readonly slots: Int32Array
  readonly tableShift: number
  /** By hash of a pair, the thirds that may follow it, of each its last five bits; all where the pair is a pattern. */
  readonly filter: Int32Array
  readonly filterShift: number
}

// More than this misses the nearer caches oftener than it sends away: measured with 65,000 pairs.
const FILTER_SLOTS_PER_PAIR = 2
const TABLE_SLOTS_PER_PAIR = 2
const ALL_THIRDS = -1

/** Compiles what two units begin. */
export function compilePairs({ unit, firstChild, patternAt, parent, depth }: Trie): Pairs {
  const first = depth.indexOf(2)
  const end = depth.indexOf(3)
  const states = first < 0 ? [] : range(first, end < 0 ? depth.length : end)
  const tableBits = bitsFor(states.length * TABLE_SLOTS_PER_PAIR)
  const filterBits = bitsFor(states.length * FILTER_SLOTS_PER_PAIR)
  const pairs = {
    slots: new Int32Array(2 ** tableBits * 2),
    tableShift: 32 - tableBits,
    filter: new Int32Array(2 ** filterBits),
    filterShift: 32 - filterBits,
  }
  for (const state of states) {
    const key = keyOf(unit[parent[state] ?? 0] ?? 0, unit[state] ?? 0)
    const slot = slotOf(pairs, key)
    pairs.slots[slot] = key
    pairs.slots[slot + 1] = state
    let thirds = (patternAt[state] ?? -1) >= 0 ? ALL_THIRDS : 0
    for (let child = firstChild[state] ?? 0; child < (firstChild[state + 1] ?? 0); child += 1) {
      thirds |= 1 << (unit[child] ?? 0)
    }
    const place = Math.imul(key, GOLDEN) >>> pairs.filterShift
    pairs.filter[place] = (pairs.filter[place] ?? 0) | thirds
  }
  return pairs
}

/** Two units as one number. */
export function keyOf(one: number, other: number): number {
  return (one << 16) | other
}

/** Returns the state of a pair, 0 where no pattern begins with it. */
export function stateOf(pairs: Pairs, key: number): number {
  return pairs.slots[slotOf(pairs, key) + 1] ?? 0
}

/**
 * Returns the first place from `from` on at which the two units before and the one there may begin a pattern, or the two
 * alone may be one; beyond the end of the text where there is none.
 */
export function skip({ filter, filterShift }: Pairs, text: string, from: number): number {
  const { length } = text
  if (from > length) return from
  let key = keyOf(text.charCodeAt(from - 2), text.charCodeAt(from - 1))
  for (let at = from; at < length; at += 1) {
    const third = text.charCodeAt(at)
    // A shift counts by the last five bits of its right side: so the thirds were marked. Written out, for it is all that
    // most of a text costs.
    if ((((filter[Math.imul(key, GOLDEN) >>> filterShift] ?? 0) >>> third) & 1) !== 0) return at
    key = (key << 16) | third
  }
  return filter[Math.imul(key, GOLDEN) >>> filterShift] === ALL_THIRDS ? length : length + 1
}

// 2^32 over the golden ratio: of a product with it the upper bits are spread most evenly (Knuth, TAOCP 3, 6.4).
const GOLDEN = 0x9e3779b1

/** Spreads a key evenly over the numbers of so many bits. */
export function spread(key: number, bits: number): number {
  return Math.imul(key, GOLDEN) >>> (32 - bits)
}

/** Returns the slot where a key stands, or where it would. */
function slotOf({ slots, tableShift }: Pairs, key: number): number {
  let slot = (Math.imul(key, GOLDEN) >>> tableShift) * 2
  while (slots[slot + 1] !== 0 && slots[slot] !== key) slot = (slot + 2) & (slots.length - 1)
  return slot
}

const MIN_BITS = 4

function bitsFor(slots: number): number {
  return Math.max(MIN_BITS, Math.ceil(Math.log2(slots + 1)))
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at)
}
