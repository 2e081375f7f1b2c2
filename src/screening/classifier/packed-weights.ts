import { COLUMNS } from './classes.ts'

/** So many buckets side by side share a scale; more would round the small weights of a block away. */
export const BLOCK_BUCKETS = 32

// Words of a bucket: three of weights, four columns a word, the first in its lowest byte, and one of its scale.
const WORDS = 4
const SCALE_WORD = 3

/**
 * All that is asked of a bucket side by side, in one line of the cache. Read as words, bytes cost a third less time than one
 * by one.
 */
export interface PackedWeights {
  readonly words: Int32Array
  /** The same memory; the last word of a bucket is its scale, a float32. */
  readonly scales: Float32Array
}

/** Bytes, `COLUMNS` for each bucket, and a scale for each block of buckets. */
export interface ScaledBytes {
  readonly bytes: Int8Array
  readonly scales: Float32Array
}

/** Packs bytes and their scales into words. */
export function packWeights({ bytes, scales }: ScaledBytes): PackedWeights {
  const buckets = bytes.length / COLUMNS
  const words = new Int32Array(buckets * WORDS)
  const packed = { words, scales: new Float32Array(words.buffer) }
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const word = bucket * WORDS + (column >>> 2)
      const byte = (bytes[bucket * COLUMNS + column] ?? 0) & BYTE
      words[word] = (words[word] ?? 0) | (byte << ((column & 3) * 8))
    }
    packed.scales[bucket * WORDS + SCALE_WORD] = scales[Math.floor(bucket / BLOCK_BUCKETS)] ?? 0
  }
  return packed
}

/** Unpacks words into what they were packed from. */
export function unpackWeights({ words, scales }: PackedWeights): ScaledBytes {
  const buckets = words.length / WORDS
  const bytes = new Int8Array(buckets * COLUMNS)
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const word = words[bucket * WORDS + (column >>> 2)] ?? 0
      bytes[bucket * COLUMNS + column] = word >> ((column & 3) * 8)
    }
  }
  const blocks = Math.ceil(buckets / BLOCK_BUCKETS)
  const scaleOf = (_: unknown, block: number): number => scales[block * BLOCK_BUCKETS * WORDS + SCALE_WORD] ?? 0
  return { bytes, scales: Float32Array.from({ length: blocks }, scaleOf) }
}

/** Returns where the words of a bucket begin. */
export function firstWordOf(bucket: number): number {
  return bucket * WORDS
}

/** Returns where the scale of a bucket stands whose words begin at a place. */
export function scaleWordOf(place: number): number {
  return place + SCALE_WORD
}

const BYTE = 0xff
