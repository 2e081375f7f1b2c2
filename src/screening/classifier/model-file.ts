import { crc32 } from './checksum.ts'
import { COLUMNS } from './classes.ts'
import { KNOWN_BYTES } from './known-features.ts'
import type { Model } from './model.ts'
import { readHeader, writeHeader } from './model-header.ts'
import { BLOCK_BUCKETS, packWeights, unpackWeights } from './packed-weights.ts'
import { PAIRS_BYTES, SLOT_BITS, withFilter } from './respelling/character-pairs.ts'
import { createSpeller } from './respelling/speller.ts'

// The file: magic, format, length of the header, header in JSON, then biases and scales (float32), the slots of the
// character pairs (uint16), their counts (uint8), the bits of the known features, weights (int8), and the CRC-32 of all that; little-endian, the header
// padded with spaces to a multiple of four bytes.
const MAGIC = 0x4c4d5059
const FORMAT = 6
const PREFIX_BYTES = 12
const SUM_BYTES = 4
const K = COLUMNS

/** Writes a model as the bytes of its file; the same model gives the same bytes. */
export function encodeModel(model: Omit<Model, 'version'>): Uint8Array {
  const { bias, speller, known } = model
  const { bytes, scales } = unpackWeights(model.weights)
  const { slots, counts } = speller.pairs
  const header = new TextEncoder().encode(writeHeader(model))
  const padded = Math.ceil(header.length / 4) * 4
  const length = PREFIX_BYTES + padded + (bias.length + scales.length) * 4 + PAIRS_BYTES + KNOWN_BYTES + bytes.length
  const file = new Uint8Array(length + SUM_BYTES)
  const view = new DataView(file.buffer)
  for (const [at, word] of [MAGIC, FORMAT, padded].entries()) view.setUint32(at * 4, word, true)
  file.fill(SPACE, PREFIX_BYTES, PREFIX_BYTES + padded)
  file.set(header, PREFIX_BYTES)
  let at = PREFIX_BYTES + padded
  for (const value of [...bias, ...scales]) {
    view.setFloat32(at, value, true)
    at += 4
  }
  for (const slot of slots) {
    view.setUint16(at, slot, true)
    at += 2
  }
  file.set(counts, at)
  at += counts.length
  for (const word of known) {
    view.setInt32(at, word, true)
    at += 4
  }
  file.set(new Uint8Array(bytes.buffer), at)
  view.setUint32(length, crc32(file.subarray(0, length)), true)
  return file
}

const SPACE = 0x20

type DecodedModel = { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly reason: string }

/** Reads a model from the bytes of its file; what is torn, changed or of another format is refused with the reason. */
export function decodeModel(file: Uint8Array): DecodedModel {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = file.length - SUM_BYTES
  if (end < PREFIX_BYTES || view.getUint32(0, true) !== MAGIC) return refuse('it is no model file')
  if (view.getUint32(4, true) !== FORMAT) return refuse('its format is not the one that this release reads')
  const sum = crc32(file.subarray(0, end))
  if (view.getUint32(end, true) !== sum) return refuse('its checksum is wrong: the file is torn or was changed')
  const from = PREFIX_BYTES + view.getUint32(8, true)
  const read = readHeader(new TextDecoder().decode(file.subarray(PREFIX_BYTES, from)))
  if (!read.ok) return refuse(read.reason)
  const { buckets } = read.header
  const blocks = Math.ceil(buckets / BLOCK_BUCKETS)
  const pairsFrom = from + (K + blocks) * 4
  const countsFrom = pairsFrom + 2 ** SLOT_BITS * 2
  const knownFrom = pairsFrom + PAIRS_BYTES
  const weightsFrom = knownFrom + KNOWN_BYTES
  if (weightsFrom + buckets * K !== end) return refuse('its length is not what its header says')
  const floats = (start: number, count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, at) => view.getFloat32(start + at * 4, true))
  const bias = floats(from, K)
  const scales = floats(from + K * 4, blocks)
  if (![...bias, ...scales].every(Number.isFinite)) return refuse('it weighs with what is no number')
  const model = {
    version: `linear-${sum.toString(16).padStart(8, '0')}`,
    ...read.header,
    bias,
    speller: createSpeller(
      withFilter({
        slots: readWords(view, pairsFrom, 2 ** SLOT_BITS),
        counts: file.slice(countsFrom, knownFrom),
      }),
    ),
    known: readInts(view, knownFrom, KNOWN_BYTES / 4),
    weights: packWeights({
      bytes: new Int8Array(file.buffer, file.byteOffset + weightsFrom, buckets * K),
      scales,
    }),
  }
  return { ok: true, model }
}

/** Plain loops: callbacks for a quarter of a million words would be half of the time that a start takes. */
function readWords(view: DataView, from: number, count: number): Uint16Array {
  const words = new Uint16Array(count)
  for (let at = 0; at < count; at += 1) words[at] = view.getUint16(from + at * 2, true)
  return words
}

function readInts(view: DataView, from: number, count: number): Int32Array {
  const ints = new Int32Array(count)
  for (let at = 0; at < count; at += 1) ints[at] = view.getInt32(from + at * 4, true)
  return ints
}

function refuse(reason: string): DecodedModel {
  return { ok: false, reason }
}
