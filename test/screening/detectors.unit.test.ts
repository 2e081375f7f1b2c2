import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { normalize, originalSpan } from '../../src/text/normalize.ts'

// Below this a detection is kept as evidence but does not hold a comment by itself.
const HOLDS = 0.25

describe.each(DETECTORS.map((detector) => [detector.name, detector] as const))('the detector %s', (_name, detector) => {
  test.each(detector.examples.hits)('finds something in %j', (text) => {
    const normalized = normalize(text)
    const found = detector.detect(normalized)
    expect(found.map(({ start, end }) => originalSpan(normalized, start, end).text)).not.toEqual([])
  })

  test.each(detector.examples.misses)('finds nothing in %j', (text) => {
    const normalized = normalize(text)
    const found = detector.detect(normalized).filter(({ weight }) => weight > HOLDS)
    expect(found.map(({ start, end }) => originalSpan(normalized, start, end).text)).toEqual([])
  })
})

const ODD_PIECES = [
  '顶',
  '哈',
  '[赞]',
  'asdf',
  'ж',
  'の',
  '한',
  '!',
  '1',
  'x',
  '号',
  '路',
  ' ',
  '\ud83d',
  '\u0323',
  '\u200b',
  '@',
]

test('for any string every detector answers with places within the text', () => {
  const any = fc.oneof(
    fc.string({ unit: fc.constantFrom(...ODD_PIECES), maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  fc.assert(
    fc.property(any, (text) => {
      const normalized = normalize(text)
      for (const { start, end, weight } of DETECTORS.flatMap((detector) => detector.detect(normalized))) {
        expect(start >= 0 && start < end && end <= normalized.text.length).toBe(true)
        expect(weight > 0 && weight < 1).toBe(true)
      }
    }),
    { numRuns: 400 },
  )
})
