import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrateJoint, type HeldOutOpinion } from '../../src/screening/classifier/calibrate-joint.ts'
import { byCode, CLASSES } from '../../src/screening/classifier/classes.ts'
import type { Opinion } from '../../src/screening/classifier/model.ts'
import { AT_THEIR_WORD, weigh } from '../../src/screening/classifier/weigh.ts'

const AD_SPAM = CLASSES.indexOf('ad_spam')

const thinking = (chance: number): Opinion => ({
  risk: byCode((code) => (code === 'ad_spam' ? chance : 0)),
  benign: 1 - chance,
})

const heldOut = (chance: number, found: number, target: number): HeldOutOpinion => {
  return { alone: thinking(chance), rules: { risk: { ad_spam: found } }, target, isSeed: false }
}

test('what rules find in much that is harmless comes to mean as little as it has proved to', () => {
  // A way to reach the sender: of a hundred texts with it and no opinion of the model ten are advertising.
  const texts = Array.from({ length: 1000 }, (_, at) => heldOut(0.05, 0.5, at % 10 === 0 ? AD_SPAM : -1))
  const joint = calibrateJoint(texts)
  expect(weigh(thinking(0.05), { ad_spam: 0.5 }, AT_THEIR_WORD).risk.ad_spam).toBeCloseTo(0.525, 3)
  expect(weigh(thinking(0.05), { ad_spam: 0.5 }, joint).risk.ad_spam).toBeCloseTo(0.1, 2)
  expect(joint.porn).toEqual({ slope: 1, shift: 0 })
})

test('whatever was held out, no risk falls where rules speak, and what speaks louder raises it no less', () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true })
  const texts = fc.array(
    fc
      .tuple(shares, shares, fc.constantFrom(-1, 0, AD_SPAM))
      .map(([chance, found, target]) => heldOut(chance, found, target)),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(texts, shares, shares, shares, (before, chance, one, other) => {
      const joint = calibrateJoint(before)
      const opinion = thinking(chance)
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((found) => {
        return weigh(opinion, { ad_spam: found }, joint)
      })
      expect(less?.risk.ad_spam).toBeGreaterThanOrEqual(chance)
      expect(more?.risk.ad_spam).toBeGreaterThanOrEqual(less?.risk.ad_spam ?? 1)
      expect(more?.benign).toBeLessThanOrEqual(opinion.benign)
    }),
  )
})
