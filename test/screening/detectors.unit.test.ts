import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { identityNumbers } from '../../src/screening/detectors/identity-numbers.ts'
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

describe('an identity number', () => {
  const digits = (count: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
  const birth = fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  const bodies = fc
    .tuple(fc.constantFrom('11', '31', '44', '54', '65', '82'), digits(4), birth, digits(3))
    .map(
      ([province, county, date, order]) =>
        province + county + date.toISOString().slice(0, 10).replaceAll('-', '') + order,
    )
  // ISO 7064, MOD 11-2, as the standard defines it: Σ 2^i · a = 1 modulo 11.
  const checked = (body: string): string => {
    const sum = [...body].reduce((total, digit) => (total + Number(digit)) * 2, 0)
    const check = (12 - (sum % 11)) % 11
    return body + (check === 10 ? 'X' : String(check))
  }
  const isFound = (number: string): boolean => identityNumbers.detect(normalize(`就是他${number}，`)).length > 0

  test('is found with its check character', () => {
    fc.assert(fc.property(bodies, (body) => isFound(checked(body))))
  })

  test('is not found with one digit changed', () => {
    const changes = fc.tuple(bodies, fc.nat(16), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(changes, ([body, at, by]) => {
        const number = checked(body)
        const changed = String((Number(number.charAt(at)) + by) % 10)
        return !isFound(number.slice(0, at) + changed + number.slice(at + 1))
      }),
    )
  })
})
