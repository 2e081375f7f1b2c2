import { COLUMNS } from './classes.ts'
import type { FittedWeights } from './fit.ts'
import type { ModelWeights } from './model.ts'
import { BLOCK_BUCKETS, packWeights, unpackWeights } from './packed-weights.ts'

const K = COLUMNS
const LARGEST = 127

/** Rounds weights to bytes: each is off by at most half of 1/127 of the largest of its block. */
export function quantize({ buckets, weights, bias }: FittedWeights): ModelWeights {
  const blocks = Math.ceil(buckets / BLOCK_BUCKETS)
  const scales = new Float32Array(blocks)
  const bytes = new Int8Array(buckets * K)
  for (let at = 0; at < weights.length; at += 1) {
    const scale = scaleAt(at)
    scales[scale] = Math.max(scales[scale] ?? 0, Math.abs(weights[at] ?? 0) / LARGEST)
  }
  for (let at = 0; at < weights.length; at += 1) {
    const scale = scales[scaleAt(at)] ?? 0
    bytes[at] = scale === 0 ? 0 : Math.round((weights[at] ?? 0) / scale)
  }
  return { buckets, weights: packWeights({ bytes, scales }), bias }
}

/** Returns the weights that bytes stand for, to go on learning from them. */
export function dequantize({ buckets, weights, bias }: ModelWeights): FittedWeights {
  const { bytes, scales } = unpackWeights(weights)
  return { buckets, weights: Float32Array.from(bytes, (byte, at) => byte * (scales[scaleAt(at)] ?? 0)), bias }
}

function scaleAt(weight: number): number {
  return Math.floor(weight / K / BLOCK_BUCKETS)
}
