import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byClass, CLASSES } from '../../src/screening/classifier/classes.ts'
import { highestShare } from '../../src/screening/classifier/highest-share.ts'
import { effectOf, thresholdsWithin, type WeighedText } from '../../src/screening/classifier/thresholds.ts'
import { TRAFFIC, type TrafficKind, weighTraffic } from '../../src/screening/classifier/traffic.ts'
import { FIRST_POLICY, type Limits } from '../../src/screening/policy.ts'

const LIMITS: Limits = { ...FIRST_POLICY.constraints.pre, leastBlock: 0.5 }

function text(kind: TrafficKind, risk: Partial<WeighedText['risk']> = {}, verdict: WeighedText['verdict'] = 'pass') {
  return { kind, verdict, hasWitness: true, risk: { ...byClass(() => 0), ...risk } }
}

const many = (count: number, make: (at: number) => WeighedText) => Array.from({ length: count }, (_, at) => make(at))

const KINDS: readonly TrafficKind[] = ['plain', 'heated', ...CLASSES]
// What is certain is held whatever the limits: no threshold is above one.
const chance = fc.integer({ min: 0, max: 9999 }).map((steps) => steps / 10_000)
const anyText: fc.Arbitrary<WeighedText> = fc.record({
  kind: fc.constantFrom(...KINDS),
  verdict: fc.constantFrom('pass', 'pass', 'pass', 'hold', 'block'),
  hasWitness: fc.boolean(),
  risk: fc
    .tuple(fc.constantFrom(...CLASSES), chance, fc.constantFrom(...CLASSES), chance)
    .map(([one, high, other, low]) => ({ ...byClass(() => 0), [one]: high, [other]: low })),
})
const texts = fc.array(anyText, { maxLength: 60 })
const limits: fc.Arbitrary<Limits> = fc.record({
  maxWrongBlock: fc.double({ min: 0, max: 1, noNaN: true }),
  maxPlainBlock: fc.double({ min: 0, max: 1, noNaN: true }),
  leastBlock: fc.constantFrom(0.5, 0.8, 0.95),
  maxMissed: fc.double({ min: 0, max: 1, noNaN: true }),
  maxHoldShare: fc.double({ min: 0, max: 1, noNaN: true }),
  maxWrongHold: fc.double({ min: 0, max: 1, noNaN: true }),
})

test('the shares of traffic are shares of one', () => {
  expect(Object.values(TRAFFIC).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  const weights = weighTraffic(['plain', 'plain', 'abuse'])
  expect(weights[0]).toBe(weights[1])
  expect(weights[2]).toBeCloseTo(TRAFFIC.abuse / (TRAFFIC.plain + TRAFFIC.abuse), 9)
})

test('few texts show little: what was never seen among them may still be frequent', () => {
  expect(highestShare(0, 10)).toBeGreaterThan(0.2)
  expect(highestShare(0, 10_000)).toBeLessThan(0.0003)
  expect(highestShare(0.5, 100)).toBeCloseTo(0.581, 3)
  expect(highestShare(1, 100)).toBeCloseTo(1, 9)
})

test('what is sold is blocked from the lowest chance that blocks nothing else too often', () => {
  const sold = many(100, () => text('fraud', { fraud: 0.9 }))
  const blockWith = (wrong: number, all = 20_000) => {
    const heated = many(all, (at) => text('heated', { fraud: at < wrong ? 0.8 : 0.7 }))
    return thresholdsWithin([...heated, ...sold], LIMITS).fraud.block
  }
  expect(blockWith(10)).toBe(0.7001)
  expect(blockWith(20)).toBe(0.8001)
  expect(blockWith(1, 1000)).toBeNull()
  const few = [...many(20_000, () => text('plain')), ...sold]
  expect(thresholdsWithin(few, LIMITS).fraud.block).toBe(0.5)
  expect(thresholdsWithin(few, LIMITS).gambling.block).toBeNull()
})

test('nothing is blocked below the least chance, however little speaks against it', () => {
  const texts = [...many(20_000, () => text('plain')), ...many(100, () => text('fraud', { fraud: 0.9 }))]
  expect(thresholdsWithin(texts, { ...LIMITS, leastBlock: 0.95 }).fraud.block).toBe(0.95)
})

test('of plain good texts fewer may be blocked than of all that is no junk', () => {
  const sold = many(100, () => text('fraud', { fraud: 0.9 }))
  const blockWith = (wrong: number) => {
    const plain = many(20_000, (at) => text('plain', { fraud: at < wrong ? 0.8 : 0.7 }))
    const thresholds = thresholdsWithin([...plain, ...sold], LIMITS)
    expect(effectOf([...plain, ...sold], thresholds).plainBlock).toBeLessThanOrEqual(LIMITS.maxPlainBlock)
    return thresholds.fraud.block
  }
  expect(blockWith(4)).toBe(0.7001)
  expect(blockWith(5)).toBe(0.8001)
})

test('what no rule is a witness of is never blocked, and says nothing of where to block the rest', () => {
  const unseen = many(20_000, (at) => ({ ...text('plain', { fraud: at < 40 ? 0.99 : 0 }), hasWitness: false }))
  const sold = many(100, () => text('fraud', { fraud: 0.9 }))
  const thresholds = thresholdsWithin([...unseen, ...sold], LIMITS)
  expect(thresholds.fraud.block).toBe(0.5)
  expect(effectOf([...unseen, ...sold], thresholds).plainBlock).toBe(0)
})

test('what the rules block wrongly leaves less to the model', () => {
  const texts = (blocked: number) => [
    ...many(20_000, (at) => text('plain', {}, at < blocked ? 'block' : 'pass')),
    text('porn', { porn: 1 }),
  ]
  expect(thresholdsWithin(texts(4), LIMITS).porn.block).toBe(0.5)
  expect(thresholdsWithin(texts(50), LIMITS).porn.block).toBeNull()
})

test('a category is held from where no more of it passes than may, unless too much good is held', () => {
  const abuse = many(100, (at) => text('abuse', { abuse: 0.6 + (at + 1) / 250 }))
  const plain = (wrong: number) => many(1000, (at) => text('plain', { abuse: at < wrong ? 0.75 : 0.001 }))
  expect(thresholdsWithin([...plain(5), ...abuse], LIMITS).abuse.hold).toBe(0.612)
  expect(thresholdsWithin([...plain(20), ...abuse], LIMITS).abuse.hold).toBe(0.7501)
  const { holdShare, missed, wrongHold } = effectOf(
    [...plain(20), ...abuse],
    thresholdsWithin([...plain(20), ...abuse], LIMITS),
  )
  expect(missed.abuse).toBeCloseTo(0.37, 9)
  expect(missed.porn).toBeUndefined()
  expect(wrongHold).toBe(0)
  expect(holdShare).toBeCloseTo((0.63 * TRAFFIC.abuse) / (TRAFFIC.abuse + TRAFFIC.plain), 9)
})

test('what is hardly likelier bad than good is never held, however little of it is good', () => {
  const doxxing = many(100, () => text('doxxing', { doxxing: 0.55 }))
  const plain = many(1000, () => text('plain'))
  expect(thresholdsWithin([...plain, ...doxxing], LIMITS).doxxing.hold).toBe(0.6)
})

test('without texts the model changes nothing short of certainty', () => {
  expect(thresholdsWithin([], LIMITS)).toEqual(byClass(() => ({ hold: 1, block: null })))
})

test('thresholds are in order, and block only what is sold', () => {
  fc.assert(
    fc.property(texts, limits, (some, within) => {
      const found = thresholdsWithin(some, within)
      for (const code of CLASSES) {
        const { hold, block } = found[code]
        expect(hold).toBeGreaterThanOrEqual(0)
        expect(block ?? 1).toBeGreaterThanOrEqual(hold)
        expect(block ?? 1).toBeLessThanOrEqual(1)
        expect(block ?? 1).toBeGreaterThanOrEqual(within.leastBlock)
      }
      expect([found.abuse.block, found.threat.block, found.doxxing.block]).toEqual([null, null, null])
    }),
  )
})

test('the limits are kept on the texts at hand wherever the rules alone keep them', () => {
  fc.assert(
    fc.property(texts, limits, (some, within) => {
      const effect = effectOf(some, thresholdsWithin(some, within))
      const alone = effectOf(
        some,
        byClass(() => NEVER),
      )
      const isMore = (one: 'holdShare' | 'wrongHold' | 'wrongBlock' | 'plainBlock', limit: number) => {
        expect(effect[one] <= limit + 1e-9 || effect[one] <= alone[one] + 1e-9).toBe(true)
      }
      isMore('holdShare', within.maxHoldShare)
      isMore('wrongHold', within.maxWrongHold)
      isMore('wrongBlock', within.maxWrongBlock)
      isMore('plainBlock', within.maxPlainBlock)
    }),
  )
})

// Chances are at most one.
const NEVER = { hold: 1.0001, block: null }

test('the more may be wrongly blocked, the lower the thresholds to block; the more may be held, the lower those to hold', () => {
  fc.assert(
    fc.property(texts, limits, limits, (some, one, other) => {
      const strict = thresholdsWithin(some, { ...one, maxWrongBlock: Math.min(one.maxWrongBlock, other.maxWrongBlock) })
      const loose = thresholdsWithin(some, { ...one, maxWrongBlock: Math.max(one.maxWrongBlock, other.maxWrongBlock) })
      for (const code of CLASSES) expect(loose[code].block ?? 2).toBeLessThanOrEqual(strict[code].block ?? 2)
      const few = thresholdsWithin(some, { ...one, maxHoldShare: Math.min(one.maxHoldShare, other.maxHoldShare) })
      const much = thresholdsWithin(some, { ...one, maxHoldShare: Math.max(one.maxHoldShare, other.maxHoldShare) })
      for (const code of CLASSES) expect(much[code].hold).toBeLessThanOrEqual(few[code].hold)
    }),
  )
})
