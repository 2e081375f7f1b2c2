import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  LATELY_LIMIT,
  OVERTAKING_MINUTES,
  queueTime,
  uncertaintyOf,
  type Waiting,
} from '../../src/moderation/review-value.ts'
import { CATEGORY_CODES, type CategoryCode } from '../../src/screening/taxonomy.ts'
import { screened } from '../factory.ts'

const AT = new Date('2023-08-23T08:00:00Z')

function waiting({ risk = {}, category = null, lately = 0, at = AT }: Partial<Waiting> & Wanted = {}): Waiting {
  return { at, lately, screening: screened('hold', { risk, category }) }
}

interface Wanted {
  readonly risk?: Partial<Record<CategoryCode, number>>
  readonly category?: CategoryCode | null
}

const minutesLater = (one: Waiting): number => (queueTime(one).getTime() - one.at.getTime()) / 60_000

const anyWaiting: fc.Arbitrary<Waiting> = fc
  .record({
    at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    risk: fc.dictionary(fc.constantFrom(...CATEGORY_CODES), fc.double({ min: 0, max: 1, noNaN: true })),
    category: fc.constantFrom(null, ...CATEGORY_CODES),
    lately: fc.nat(1_000_000),
  })
  .map(waiting)

describe('the turn of a held comment', () => {
  test('comes 0 to 60 minutes after its writing, whatever is thought of it', () => {
    fc.assert(
      fc.property(anyWaiting, (one) => {
        expect(minutesLater(one)).toBeGreaterThanOrEqual(0)
        expect(minutesLater(one)).toBeLessThanOrEqual(OVERTAKING_MINUTES)
      }),
    )
    expect(minutesLater(waiting({ risk: { ad_spam: 0.5 }, lately: LATELY_LIMIT }))).toBe(0)
    expect(minutesLater(waiting())).toBe(OVERTAKING_MINUTES)
  })

  test('comes before that of any comment written more than an hour later', () => {
    fc.assert(
      fc.property(anyWaiting, anyWaiting, (one, other) => {
        const [first, second] = one.at <= other.at ? [one, other] : [other, one]
        const apart = (second.at.getTime() - first.at.getTime()) / 60_000
        if (apart > OVERTAKING_MINUTES) expect(queueTime(first).getTime()).toBeLessThan(queueTime(second).getTime())
      }),
    )
  })

  test('stands in the order of uncertainty × reach × e^(age / τ), at whatever time that is reckoned', () => {
    const tau = (minutesLater(waiting()) * 60_000) / Math.log(4 / 0.1)
    const worth = ({ at, screening, lately }: Waiting, now: number) =>
      Math.log(uncertaintyOf(screening) * (1 + Math.log10(Math.min(Math.max(lately, 1), 1000)))) +
      (now - at.getTime()) / tau
    const now = fc.integer({ min: Date.UTC(2100), max: Date.UTC(2200) })
    fc.assert(
      fc.property(anyWaiting, fc.integer({ min: 0, max: 60 }), anyWaiting, now, (one, minutes, wanted, time) => {
        const other = { ...wanted, at: new Date(one.at.getTime() + minutes * 60_000) }
        const apart = queueTime(other).getTime() - queueTime(one).getTime()
        // Turns are whole milliseconds.
        if (Math.abs(apart) > 1) expect(worth(one, time) > worth(other, time)).toBe(apart > 0)
      }),
    )
  })

  test('is the earlier the more comments the article receives', () => {
    const turns = [1, 10, 100, 1_000].map((lately) => minutesLater(waiting({ risk: { ad_spam: 0.5 }, lately })))
    expect(turns).toEqual(turns.toSorted((one, other) => other - one))
    expect(new Set(turns).size).toBe(4)
    expect(minutesLater(waiting({ lately: 50_000 }))).toBe(minutesLater(waiting({ lately: 1_000 })))
  })
})

describe('uncertainty', () => {
  const of = (wanted: Wanted) => uncertaintyOf(waiting(wanted).screening)

  test('is greatest where the machine is undecided and a tenth where it is sure', () => {
    expect(of({ risk: { ad_spam: 0.5 } })).toBe(1)
    expect(of({ risk: { ad_spam: 0.8 } })).toBeCloseTo(0.64)
    expect(of({ risk: { ad_spam: 0.2 } })).toBeCloseTo(0.64)
    expect(of({ risk: { ad_spam: 1 }, category: 'ad_spam' })).toBe(0.1)
    expect(of({})).toBe(0.1)
  })

  test('looks at all categories together, and at a kind of hatred within abuse', () => {
    expect(of({ risk: { ad_spam: 0.3, slop: 0.3 } })).toBeCloseTo(4 * 0.51 * 0.49)
    expect(of({ risk: { abuse: 0.8, region_hatred: 0.7 } })).toBeCloseTo(0.64)
    expect(of({ risk: { region_hatred: 0.8 } })).toBeCloseTo(0.64)
  })

  test('of what is likely unlawful does not fall as the machine grows surer', () => {
    for (const chance of [0.5, 0.7, 0.95, 1]) expect(of({ risk: { threat: chance }, category: 'threat' })).toBe(1)
    expect(of({ risk: { threat: 0.2 }, category: 'threat' })).toBeCloseTo(0.64)
    expect(of({ risk: { vulgar: 0.95 }, category: 'vulgar' })).toBeCloseTo(0.19)
  })

  test('is greatest where a rule has failed', () => {
    const { screening } = waiting()
    const failed = { rule: 'failed:model', category: null, weight: 0, detail: {} }
    expect(uncertaintyOf({ ...screening, evidence: { ...screening.evidence, findings: [failed] } })).toBe(1)
  })
})
