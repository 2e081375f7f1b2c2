import { COLUMNS } from './classes.ts'
import { WORDS } from './model.ts'

/** Packs the bytes of buckets, `COLUMNS` each, into words. */
export function packBytes(bytes: Int8Array): Int32Array {
  const words = new Int32Array((bytes.length / COLUMNS) * WORDS)
  for (let at = 0; at < bytes.length; at += 1) {
    const column = at % COLUMNS
    const word = Math.floor(at / COLUMNS) * WORDS + (column >>> 2)
    words[word] = (words[word] ?? 0) | (((bytes[at] ?? 0) & BYTE) << shiftOf(column))
  }
  return words
}

/** Unpacks words into the bytes that they were packed from. */
export function unpackBytes(words: Int32Array): Int8Array {
  const bytes = new Int8Array((words.length / WORDS) * COLUMNS)
  for (let at = 0; at < bytes.length; at += 1) {
    const column = at % COLUMNS
    bytes[at] = (words[Math.floor(at / COLUMNS) * WORDS + (column >>> 2)] ?? 0) >> shiftOf(column)
  }
  return bytes
}

const BYTE = 0xff

function shiftOf(column: number): number {
  return (column & 3) * 8
}
