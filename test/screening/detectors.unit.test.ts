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
