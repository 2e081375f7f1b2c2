import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeatureVector } from '../../src/screening/classifier/features.ts'
import { KNOWN_BYTES, keepKnown, learnKnown } from '../../src/screening/classifier/known-features.ts'

const vector = (...hashes: number[]): FeatureVector => {
  return { hashes: Uint32Array.from(hashes), values: Float32Array.from(hashes, (_, at) => at + 1) }
}

// Far enough from each other to have counters and bits of their own.
const OFTEN = 0x1234_5678
const RARE = 0xfedc_ba98
const NEVER = 0x0bad_f00d

const known = learnKnown([vector(OFTEN, RARE), vector(OFTEN), vector(OFTEN, RARE), vector(OFTEN), vector(RARE)])

test('what stands in four texts is known, and what stands in three or none is not', () => {
  const { hashes, values } = keepKnown(vector(RARE, OFTEN, NEVER, OFTEN), known)
  expect([...hashes]).toEqual([OFTEN, OFTEN])
  expect([...values]).toEqual([2, 4])
})

test('a text in which something stands ten times is one text', () => {
  const once = learnKnown([vector(...new Array<number>(10).fill(OFTEN))])
  expect(keepKnown(vector(OFTEN), once).hashes).toHaveLength(0)
})

test('what was known stays known beside what is learnt', () => {
  const both = learnKnown(
    [1, 2, 3, 4].map(() => vector(NEVER)),
    known,
  )
  expect(both.byteLength).toBe(KNOWN_BYTES)
  expect([...keepKnown(vector(OFTEN, RARE, NEVER), both).hashes]).toEqual([OFTEN, NEVER])
  expect(keepKnown(vector(NEVER), known).hashes).toHaveLength(0)
})

test('to leave out once more changes nothing, whatever the features', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 32 - 1), { maxLength: 50 }), (hashes) => {
      const learnt = learnKnown([1, 2, 3, 4].map(() => vector(...hashes.slice(0, 20))))
      const kept = keepKnown(vector(...hashes), learnt)
      const [first, values] = [[...kept.hashes], [...kept.values]]
      const again = keepKnown(kept, learnt)
      expect([[...again.hashes], [...again.values]]).toEqual([first, values])
      expect(first.length).toBeGreaterThanOrEqual(Math.min(hashes.length, 20))
    }),
    { numRuns: 10 },
  )
})
