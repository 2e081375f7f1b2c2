import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersInLabels } from '../../src/screening/classifier/measures/answers.ts'
import { calibrationError, reliability } from '../../src/screening/classifier/measures/calibration.ts'
import { compareAnswers } from '../../src/screening/classifier/measures/confusion.ts'
import type { Judged } from '../../src/screening/classifier/measures/judged.ts'
import { measureSet } from '../../src/screening/classifier/measures/measure-set.ts'
import { measurePerturbations } from '../../src/screening/classifier/measures/perturbations.ts'
import { areaUnder, pointAtFalsePositives, rank } from '../../src/screening/classifier/measures/ranking.ts'
import { reviewLoads, riskCoverage } from '../../src/screening/classifier/measures/review-load.ts'

function judged(label: string | undefined, score: number, more: Partial<Judged> = {}): Judged {
  const answer = score >= 0.5 ? 'abuse' : 'benign'
  return { label, score, answer, verdict: 'pass', perturbation: undefined, isHit: false, wasHit: undefined, ...more }
}

const good = (score: number, more?: Partial<Judged>): Judged => judged('benign', score, more)
const bad = (score: number, more?: Partial<Judged>): Judged => judged('abuse', score, more)

test('macro-F1 counts a rare label as much as a common one', () => {
  const { accuracy, macroF1, labels } = compareAnswers(['a', 'a', 'a', 'b'], ['a', 'a', 'a', 'a'])
  expect(accuracy).toBe(0.75)
  expect(labels.map(({ label, f1 }) => [label, f1])).toEqual([
    ['a', 6 / 7],
    ['b', 0],
  ])
  expect(macroF1).toBe(3 / 7)
})

test('an answer that is no label of the set is wrong and lowers no precision', () => {
  const { accuracy, labels } = compareAnswers(['a', 'b'], ['a', 'porn'])
  expect(accuracy).toBe(0.5)
  expect(labels[0]).toMatchObject({ label: 'a', precision: 1, recall: 1 })
})

test('a set with one kind of violation takes any category for it, others the category or the wider one', () => {
  const answer = (label: string, category: string): Judged => judged(label, 1, { answer: category })
  expect(answersInLabels([answer('violation', 'porn'), answer('benign', 'benign')])).toEqual(['violation', 'benign'])
  const several = [answer('abuse', 'threat'), answer('porn', 'sexual_suggestive'), answer('porn', 'gambling')]
  expect(answersInLabels(several)).toEqual(['abuse', 'porn', 'gambling'])
})

test('the area under the curve is the chance that a bad text scores above a good one, ties counting half', () => {
  const score = fc.integer({ min: 0, max: 5 })
  fc.assert(
    fc.property(fc.array(score, { minLength: 1 }), fc.array(score, { minLength: 1 }), (goods, bads) => {
      const wins = bads.flatMap((one) => goods.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
      const chance = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length
      const points = rank([...goods.map((one) => good(one)), ...bads.map((one) => bad(one))])
      expect(areaUnder(points)).toBeCloseTo(chance, 9)
    }),
  )
})

test('a threshold is never between texts of one score', () => {
  const points = rank([good(0.9), good(0.1), bad(0.9), bad(0.8)])
  expect(points.map(({ falsePositives, recall }) => [falsePositives, recall])).toEqual([
    [0, 0],
    [0.5, 0.5],
    [0.5, 1],
    [1, 1],
  ])
  expect(pointAtFalsePositives(points, 0.4)?.recall).toBe(0)
})

test('scores that are shares of the bad have no calibration error', () => {
  const texts = [good(0.25), good(0.25), good(0.25), bad(0.25), bad(1)]
  expect(calibrationError(reliability(texts))).toBe(0)
  expect(calibrationError(reliability([good(1), bad(1)]))).toBe(0.5)
  expect(calibrationError(reliability([]))).toBe(0)
})

test('people read all texts that score at least as much as the worst one that may not be missed', () => {
  const texts = [
    ...Array.from({ length: 100 }, (_, at) => bad(at / 100)),
    ...Array.from({ length: 100 }, () => good(0.015)),
  ]
  expect(reviewLoads(texts).map(({ missed, load }) => [missed, load])).toEqual([
    [0.005, 1],
    [0.01, 0.995],
    [0.02, 0.49],
  ])
})

test('errors are counted among the surest first, and evenly where certainty is equal', () => {
  const coverage = riskCoverage([good(0.1), bad(0.9), good(0.6), bad(0.6)])
  expect(coverage.find(({ coverage: share }) => share === 0.5)?.errors).toBe(0)
  expect(coverage.at(-1)?.errors).toBe(0.25)
})

test('a disguise without good texts of its own is measured against the plain good ones', () => {
  const plain = Array.from({ length: 20 }, (_, at) => good(at / 20, { perturbation: 'none' }))
  const figures = measurePerturbations([
    bad(0.97, { perturbation: 'split', wasHit: true, isHit: true }),
    bad(0.2, { perturbation: 'split', wasHit: true }),
    bad(0.9, { perturbation: 'split', wasHit: false, isHit: true }),
    ...plain,
    bad(0.96, { perturbation: 'none' }),
  ])
  expect(figures).toEqual([
    { perturbation: 'none', count: 1, recall: 1, ofPlain: 1, hitSurvival: undefined },
    { perturbation: 'split', count: 3, recall: 1 / 3, ofPlain: 1 / 3, hitSurvival: 0.5 },
  ])
})

test('a set of good texts alone has shares and no ranking', () => {
  const figures = measureSet('good', [good(0), good(0.7, { verdict: 'hold' })])
  expect(figures).toMatchObject({ agreement: undefined, ranking: undefined, good: { count: 2, held: 0.5, blocked: 0 } })
})
