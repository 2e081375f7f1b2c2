import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrate, type HeldOut, pickTelling } from '../../src/screening/classifier/calibrate.ts'
import { CLASSES, COLUMNS } from '../../src/screening/classifier/classes.ts'
import { toOpinion } from '../../src/screening/classifier/model.ts'

const ABUSE = CLASSES.indexOf('abuse')
const PORN = CLASSES.indexOf('porn')

/** A text with one logit that is not low. */
function say(at: number, logit: number, target: number, isSeed = false): HeldOut {
  return { logits: Float64Array.from(CLASSES, (_, one) => (one === at ? logit : -9)), target, hatred: -1, isSeed }
}

test('calibration turns logits that are too sure into the shares that are so', () => {
  const heldOut = Array.from({ length: 2500 }, (_, at) =>
    at % 2 === 0 ? say(ABUSE, 4, at % 10 !== 0 ? ABUSE : -1) : say(ABUSE, -4, at % 10 === 1 ? ABUSE : -1),
  )
  const calibration = calibrate(heldOut)
  expect(toOpinion(say(ABUSE, 4, ABUSE).logits, calibration).risk.abuse).toBeCloseTo(0.8, 2)
  expect(toOpinion(say(ABUSE, -4, ABUSE).logits, calibration).risk.abuse).toBeCloseTo(0.2, 2)
})

test('a class that nobody judged is calibrated on the seed corpus, one without a text not at all', () => {
  const benign = Array.from({ length: 300 }, () => say(PORN, -3, -1))
  const seeds = Array.from({ length: 200 }, (_, at) => say(PORN, at % 2 === 0 ? -1 : 2, PORN, true))
  const { slopes, shifts } = calibrate([...benign, ...seeds])
  expect(toOpinion(say(PORN, -1, PORN).logits, { slopes, shifts }).risk.porn).toBeGreaterThan(0.5)
  expect([slopes[ABUSE], shifts[ABUSE]]).toEqual([1, 0])
})

test('seed texts do not count where people judged enough', () => {
  const judged = Array.from({ length: 1000 }, () => say(ABUSE, 1, ABUSE))
  const seeds = [say(ABUSE, 1, ABUSE, true), say(PORN, 1, PORN, true)]
  expect(pickTelling([...judged, ...seeds])).toEqual([...judged, seeds[1]])
  expect(pickTelling([...judged.slice(1), ...seeds])).toHaveLength(1001)
})

test('the higher a logit, the higher the calibrated chance, whatever was held out', () => {
  const text = fc.record({
    logits: fc
      .array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: CLASSES.length, maxLength: CLASSES.length })
      .map((logits) => Float64Array.from(logits)),
    target: fc.integer({ min: -1, max: CLASSES.length - 1 }),
    hatred: fc.integer({ min: -1, max: 1 }),
    isSeed: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), text, (heldOut, { logits }) => {
      const calibration = calibrate(heldOut)
      expect([...calibration.slopes, ...calibration.shifts].every(Number.isFinite)).toBe(true)
      const before = toOpinion(logits, calibration).risk.abuse
      expect(toOpinion(logits.with(ABUSE, (logits[ABUSE] ?? 0) + 1), calibration).risk.abuse).toBeGreaterThanOrEqual(
        before,
      )
    }),
  )
})

test('whatever was held out, calibration never makes what was so less likely than the model said by itself', () => {
  const loss = (heldOut: readonly HeldOut[], calibration: Parameters<typeof toOpinion>[1]) =>
    heldOut.reduce((sum, { logits, target }) => {
      const { risk, benign } = toOpinion(logits, calibration)
      const code = CLASSES[target]
      return sum - Math.log(Math.max(code ? risk[code] : benign, 1e-12))
    }, 0)
  const text = fc.record({
    logits: fc
      .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: CLASSES.length, maxLength: CLASSES.length })
      .map((logits) => Float64Array.from([...logits, 0, 0])),
    target: fc.integer({ min: -1, max: CLASSES.length - 1 }),
    hatred: fc.constant(-1),
    isSeed: fc.constant(false),
  })
  const plain = { slopes: new Array<number>(COLUMNS).fill(1), shifts: new Array<number>(COLUMNS).fill(0) }
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (heldOut) => {
      expect(loss(heldOut, calibrate(heldOut))).toBeLessThanOrEqual(loss(heldOut, plain) + 1e-6)
    }),
  )
})
