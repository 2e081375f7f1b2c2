import { expect, test } from 'vitest'
import { areaUnder, rank } from '../../src/screening/classifier/measures/ranking.ts'
import { type WeightedJudged, weightedFigures } from '../../src/screening/classifier/measures/weighted-figures.ts'
import type { Verdict } from '../../src/screening/evidence.ts'

const one = (label: string, answer: string, verdict: Verdict, score: number, weight = 1): WeightedJudged => {
  return { label, answer, verdict, score, weight, perturbation: undefined, isHit: false, wasHit: undefined }
}

const SOME = [
  one('benign', 'benign', 'pass', 0.1),
  one('benign', 'benign', 'hold', 0.4),
  one('benign', 'abuse', 'block', 0.7),
  one('abuse', 'abuse', 'hold', 0.9),
  one('abuse', 'benign', 'pass', 0.4),
]

test('texts of weight one are counted as they are', () => {
  const figures = weightedFigures(SOME)
  expect(figures).toMatchObject({ accuracy: 3 / 5, wronglyHeld: 1 / 3, wronglyBlocked: 1 / 3, missed: 1 / 2 })
  expect(figures.auc).toBeCloseTo(areaUnder(rank(SOME)), 12)
  expect(figures.macroF1).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12)
})

test('a text of weight three counts as three of one', () => {
  const [first, ...others] = SOME
  if (!first) throw new Error('no text')
  const heavy = weightedFigures([{ ...first, weight: 3 }, ...others])
  const many = weightedFigures([first, first, first, ...others])
  for (const [name, value] of Object.entries(many)) expect(Object.entries(heavy)).toContainEqual([name, value])
})

test('where there is nothing to share there is no share', () => {
  const none = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }
  expect(weightedFigures([])).toEqual(none)
  expect(weightedFigures(SOME.slice(0, 1))).toMatchObject({ accuracy: 1, macroF1: null, auc: null, missed: null })
})
