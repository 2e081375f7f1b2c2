import { COLUMNS } from './classes.ts'
import { WORDS } from './model.ts'

/** Packs the bytes of buckets, `COLUMNS` each, into words. */
export function packBytes(bytes: Int8Array): Int32Array {
  const buckets = bytes.length / COLUMNS
  const words = new Int32Array(buckets * WORDS)
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const word = bucket * WORDS + (column >>> 2)
      const byte = (bytes[bucket * COLUMNS + column] ?? 0) & BYTE
      words[word] = (words[word] ?? 0) | (byte << ((column & 3) * 8))
    }
  }
  return words
}

/** Unpacks words into the bytes that they were packed from. */
export function unpackBytes(words: Int32Array): Int8Array {
  const buckets = words.length / WORDS
  const bytes = new Int8Array(buckets * COLUMNS)
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const word = words[bucket * WORDS + (column >>> 2)] ?? 0
      bytes[bucket * COLUMNS + column] = word >> ((column & 3) * 8)
    }
  }
  return bytes
}

const BYTE = 0xff
