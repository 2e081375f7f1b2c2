import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CreditRecord, creditOf, GRADES } from '../../src/moderation/credit.ts'
import { SANCTIONS } from '../../src/moderation/sanction.ts'

const record = (changes: Partial<CreditRecord>): CreditRecord => ({
  published: 0,
  refused: 0,
  sanctions: [],
  ...changes,
})

describe('the grade of a record', () => {
  test.each([
    ['nothing', {}, 'C'],
    ['a first comment refused', { refused: 1 }, 'C'],
    ['two of two refused', { refused: 2 }, 'D'],
    ['four of four refused', { refused: 4 }, 'D'],
    ['eight of eight refused', { refused: 8 }, 'E'],
    ['a few published', { published: 10 }, 'C'],
    ['sixteen published', { published: 16 }, 'B'],
    ['seventy-five published', { published: 75 }, 'A'],
    ['one refused of two hundred', { published: 199, refused: 1 }, 'A'],
    ['one refused of seventy', { published: 69, refused: 1 }, 'B'],
    ['a third refused of sixty', { published: 40, refused: 20 }, 'C'],
    ['half refused of sixty', { published: 30, refused: 30 }, 'D'],
  ] as const)('of %s is right', (_, changes, grade) => {
    expect(creditOf(record(changes))).toBe(grade)
  })

  test.each([
    ['warn', 'C'],
    ['limit', 'D'],
    ['suspend', 'D'],
    ['close', 'E'],
    ['forbid', 'E'],
  ] as const)('is at best what a %s leaves, and for a year', (measure, grade) => {
    const before = record({ published: 100, sanctions: [{ measure, daysAgo: 365 }] })
    expect(creditOf(before)).toBe(grade)
    expect(creditOf({ ...before, sanctions: [{ measure, daysAgo: 365.1 }] })).toBe('A')
  })

  test('never betters with a refusal or a sanction more, nor worsens with one published more', () => {
    const sanction = fc.record({ measure: fc.constantFrom(...SANCTIONS), daysAgo: fc.integer({ min: 0, max: 800 }) })
    const any = fc.record({
      published: fc.nat(400),
      refused: fc.nat(400),
      sanctions: fc.array(sanction, { maxLength: 3 }),
    })
    const rank = (of: CreditRecord) => GRADES.indexOf(creditOf(of))
    fc.assert(
      fc.property(any, sanction, (one, more) => {
        // A first refusal is no verdict, and many published are nearer to praise than none: what is compared has a record.
        expect(rank({ ...one, sanctions: [...one.sanctions, more] })).toBeGreaterThanOrEqual(rank(one))
        expect(rank({ ...one, published: one.published + 1 })).toBeLessThanOrEqual(rank(one))
      }),
    )
  })
})
