import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { PACKAGE } from '../../src/config.ts'
import { COLUMNS } from '../../src/screening/classifier/classes.ts'
import { type FeatureVector, featuresOf } from '../../src/screening/classifier/features.ts'
import { fitWeights } from '../../src/screening/classifier/fit.ts'
import { foldCalibration } from '../../src/screening/classifier/fold-calibration.ts'
import { askModel, type Model } from '../../src/screening/classifier/model.ts'
import { decodeModel } from '../../src/screening/classifier/model-file.ts'
import { quantize } from '../../src/screening/classifier/quantize.ts'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { normalize } from '../../src/text/normalize.ts'

let model: Model
beforeAll(async () => {
  const decoded = decodeModel(await readFile(PACKAGE.model))
  if (!decoded.ok) throw new Error(decoded.reason)
  model = decoded.model
})

function read(text: string): FeatureVector {
  const comment = { normalized: normalize(text), restored: undefined, speller: model.speller }
  const { hashes, values } = featuresOf(comment, { risk: {}, rules: [] })
  return { hashes: hashes.slice(), values: values.slice() }
}

const TEXTS = [
  '公交開到家門口，老人進城方便了',
  '你就是個沒腦子的廢物',
  '加我微信帶你日賺三千',
  '線上真人荷官，首存送彩金',
]

test('a model whose calibration is taken into its weights thinks as before, to a hundredth', () => {
  const { calibration, ...folded } = foldCalibration(model)
  const asked = { ...model, ...quantize(folded), calibration }
  expect(calibration.slopes).toEqual(new Array<number>(COLUMNS).fill(1))
  for (const text of TEXTS) {
    const before = askModel(model, read(text))
    const after = askModel(asked, read(text))
    expect(after.benign).toBeCloseTo(before.benign, 2)
    for (const [code, chance] of Object.entries(before.risk)) {
      expect(after.risk[code as keyof typeof after.risk]).toBeCloseTo(chance, 2)
    }
  }
})

test('weights are drawn back to those that fitting started from, and to nothing where it started from none', () => {
  const { calibration: _, ...start } = foldCalibration(model)
  const contrary = TEXTS.map((text, at) => ({
    features: read(text),
    target: at % 2 === 0 ? 0 : -1,
    hatred: -1,
    weight: 1,
  }))
  const options = { buckets: model.buckets, epochs: 20, rate: 0.1, random: seededRandom(1) }
  const distance = (weights: Float32Array, from: Float32Array) =>
    weights.reduce((sum, weight, at) => sum + Math.abs(weight - (from[at] ?? 0)), 0)
  const free = fitWeights(contrary, { ...options, start, decay: 0 })
  const drawn = fitWeights(contrary, { ...options, start, decay: 1 })
  expect(distance(drawn.weights, start.weights)).toBeLessThan(distance(free.weights, start.weights) / 2)
  const nothing = new Float32Array(start.weights.length)
  const fromNone = fitWeights(contrary, { ...options, decay: 1 })
  expect(distance(fromNone.weights, nothing)).toBeLessThan(
    distance(fitWeights(contrary, { ...options, decay: 0 }).weights, nothing) / 2,
  )
})
