import { byClass, COLUMNS } from '../src/screening/classifier/classes.ts'
import { learnKnown } from '../src/screening/classifier/known-features.ts'
import type { Model } from '../src/screening/classifier/model.ts'
import { decodeModel, encodeModel } from '../src/screening/classifier/model-file.ts'
import { packWeights } from '../src/screening/classifier/packed-weights.ts'
import { learnPairs } from '../src/screening/classifier/respelling/learn-pairs.ts'
import { createSpeller } from '../src/screening/classifier/respelling/speller.ts'
import { AT_THEIR_WORD } from '../src/screening/classifier/weigh.ts'

const BUCKETS = 64

/** A model that thinks the same of every text: that it is abuse with a chance of e^bias to 1, and nothing else. */
export function smallModel(bias: number): { readonly model: Model; readonly file: Buffer } {
  const lines = byClass(() => ({ hold: 0.9, block: null }))
  const file = Buffer.from(
    encodeModel({
      buckets: BUCKETS,
      weights: packWeights({ bytes: new Int8Array(BUCKETS * COLUMNS), scales: new Float32Array(0) }),
      speller: createSpeller(learnPairs([])),
      known: learnKnown([]),
      bias: Float32Array.from({ length: COLUMNS }, (_, column) => (column === 0 ? bias : -20)),
      calibration: { slopes: new Array<number>(COLUMNS).fill(1), shifts: new Array<number>(COLUMNS).fill(0) },
      joint: AT_THEIR_WORD,
      thresholds: { pre: lines, human: lines },
    }),
  )
  const decoded = decodeModel(file)
  if (!decoded.ok) throw new Error(decoded.reason)
  return { model: decoded.model, file }
}
