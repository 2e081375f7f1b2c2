import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32 } from '../../src/screening/classifier/checksum.ts'
import {
  byClass,
  byCode,
  CLASSES,
  type ClassCode,
  COLUMNS,
  classOf,
  hatredOf,
} from '../../src/screening/classifier/classes.ts'
import { crossValidate, type TracedExample } from '../../src/screening/classifier/cross-validate.ts'
import { type FeatureVector, featuresOf } from '../../src/screening/classifier/features.ts'
import { fitWeights } from '../../src/screening/classifier/fit.ts'
import { learnKnown } from '../../src/screening/classifier/known-features.ts'
import { logitsOf } from '../../src/screening/classifier/logits.ts'
import { askModel } from '../../src/screening/classifier/model.ts'
import { decodeModel, encodeModel } from '../../src/screening/classifier/model-file.ts'
import { hasWitness, routeByModel } from '../../src/screening/classifier/model-policy.ts'
import { quantize } from '../../src/screening/classifier/quantize.ts'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { learnPairs } from '../../src/screening/classifier/respelling/learn-pairs.ts'
import { createSpeller } from '../../src/screening/classifier/respelling/speller.ts'
import { AT_THEIR_WORD, likeliest, weigh } from '../../src/screening/classifier/weigh.ts'
import type { Verdict } from '../../src/screening/evidence.ts'
import { normalize } from '../../src/text/normalize.ts'

const NO_RULES = { risk: {}, rules: [] }
const describe = (text: string): FeatureVector => {
  const { hashes, values } = featuresOf({ normalized: normalize(text), restored: undefined, speller }, NO_RULES)
  return { hashes: hashes.slice(), values: values.slice() }
}

const ROWS = [
  ['注册送彩金，真人百家乐', 'gambling'],
  ['开户就送八十八，电子棋牌', 'gambling'],
  ['你这个蠢货，脑子有病', 'abuse'],
  ['真是蠢货一个，滚远点', 'abuse'],
  ['今天天气不错，去公园走走', 'benign'],
  ['这条路修好了，上班方便多了', 'benign'],
  ['老师讲得很清楚，谢谢', 'benign'],
] as const

const speller = createSpeller(learnPairs(ROWS.flatMap(([text]) => [text, text])))

const example = (text: string, label: string) => {
  return { features: describe(text), target: classOf(label) ?? -1, hatred: hatredOf(label), weight: 1, isAsked: true }
}
const EXAMPLES: readonly TracedExample[] = ROWS.map(([text, label], origin) => ({ ...example(text, label), origin }))
const OPTIONS = { buckets: 5000, epochs: 30, rate: 0.3, decay: 1e-5 }
const fitted = fitWeights(EXAMPLES, { ...OPTIONS, random: seededRandom(1) })
const PLAIN = { slopes: new Array<number>(COLUMNS).fill(1), shifts: new Array<number>(COLUMNS).fill(0) }
const HOLD_SURE = byClass(() => ({ hold: 0.9, block: null }))
const THRESHOLDS = { pre: HOLD_SURE, human: { ...HOLD_SURE, porn: { hold: 0.5, block: 0.99 } } }
// Each as often as a feature must stand to be learnt.
const knownOf = (examples: readonly { readonly features: FeatureVector }[]) =>
  learnKnown([examples, examples, examples, examples].flat().map(({ features }) => features))
const known = knownOf(EXAMPLES)
const model = {
  version: 'test',
  ...quantize(fitted),
  speller,
  known,
  calibration: PLAIN,
  joint: AT_THEIR_WORD,
  thresholds: THRESHOLDS,
}

test('what was learnt is told apart again, and so is what is said in its words', () => {
  const answers = ROWS.map(([text]) => likeliest(askModel(model, describe(text))) ?? 'benign')
  expect(answers).toEqual(ROWS.map(([, label]) => label))
  expect(likeliest(askModel(model, describe('今天公園的路修好了，天氣不錯')))).toBeUndefined()
  expect(likeliest(askModel(model, describe('滾遠點，你這個沒腦子的蠢貨')))).toBe('abuse')
})

test('the same word is known in Traditional script, in full width and by its sound', () => {
  const risk = (text: string): number => askModel(model, describe(text)).risk.gambling
  expect(risk('註冊送彩金，真人百家樂')).toBeCloseTo(risk('注册送彩金，真人百家乐'), 6)
  expect(risk('真人百家了，蛀册送采金')).toBeGreaterThan(0.3)
})

test('the same examples with the same random numbers give the same weights', () => {
  const again = fitWeights(EXAMPLES, { ...OPTIONS, random: seededRandom(1) })
  expect(again.weights).toEqual(fitted.weights)
})

test('every kind of run is one long as a vector, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { hashes, values } = describe(text)
      expect(hashes.length).toBe(values.length)
      expect(values.every((value) => value > 0 && value <= 1)).toBe(true)
    }),
  )
})

test('rounding to bytes moves no logit by more than a hundredth of what is summed', () => {
  for (const { features } of EXAMPLES) {
    const exact = Array.from({ length: COLUMNS }, (_, one) => {
      let logit = fitted.bias[one] ?? 0
      for (const [at, hash] of features.hashes.entries()) {
        const bucket = Math.floor((hash / 2 ** 32) * OPTIONS.buckets)
        logit += (features.values[at] ?? 0) * (fitted.weights[bucket * COLUMNS + one] ?? 0)
      }
      return logit
    })
    for (const [one, logit] of logitsOf(model, features).entries()) {
      expect(Math.abs(logit - (exact[one] ?? 0))).toBeLessThan(0.1)
    }
  }
})

test('a model file is read back as it was written, and named by its bytes', () => {
  const file = encodeModel(model)
  const read = decodeModel(file)
  const unasked = { ...model, speller: createSpeller(speller.pairs) }
  expect(read.ok && { ...read.model, version: 'test' }).toEqual(unasked)
  expect(read.ok && read.model.version).toMatch(/^linear-[0-9a-f]{8}$/)
})

test.each([
  ['cut short', (file: Uint8Array) => file.slice(0, -100), /checksum/],
  ['changed in one bit', (file: Uint8Array) => file.with(5000, (file[5000] ?? 0) ^ 1), /checksum/],
  ['something else', () => new TextEncoder().encode('{"not": "a model"}'), /no model file/],
  ['empty', () => new Uint8Array(), /no model file/],
])('a model file that is %s is refused', (_, spoil, reason) => {
  const read = decodeModel(spoil(encodeModel(model)))
  expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
})

test.each([
  ['without thresholds', /"thresholds":/, '"threshold":', /thresholds/],
  ['without those of a mode', /"human":/, '"humans":', /thresholds/],
  ['without those of a category', /"fraud":\{"hold"/, '"frauds":{"hold"', /thresholds/],
  ['without what rules have proved to mean', /"joint":/, '"joined":', /calibrated/],
  ['with what would turn the rules round', /"slope":1/, '"slope":0', /calibrated/],
  ['with a threshold above one', /"hold":0.9/, '"hold":1.9', /thresholds/],
  ['with a threshold that is no number', /"hold":0.9/, '"hold":"0"', /thresholds/],
  ['that holds what it blocks already', /"hold":0.5,"block":0.99/, '"hold":0.5,"block":0.49', /thresholds/],
  ['that blocks what people say', /("abuse":\{"hold":0.9,"block":)null/, '$10.95', /thresholds/],
  ['for other categories', /"doxxing",/, '"privacy",', /categories/],
  ['without its calibration', /"slopes":\[1,/, '"slopes":[', /calibrated/],
])('a model file %s is refused, whole as it is', (_, from, to, reason) => {
  expect(decodeModel(rewriteHeader(encodeModel(model), (header) => header.replace(from, to)))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(reason),
  })
})

test.each([
  ['a bias', Number.NaN, 0],
  ['the last bias', Number.POSITIVE_INFINITY, model.bias.length - 1],
  ['a scale', Number.NEGATIVE_INFINITY, model.bias.length],
])('a model file in which %s is %f is refused, whatever its checksum', (_, value, place) => {
  const file = encodeModel(model)
  const view = new DataView(file.buffer)
  view.setFloat32(12 + view.getUint32(8, true) + place * 4, value, true)
  view.setUint32(file.length - 4, crc32(file.subarray(0, -4)), true)
  expect(decodeModel(file)).toEqual({ ok: false, reason: 'it weighs with what is no number' })
})

test('a model file of another format is refused', () => {
  const file = encodeModel(model)
  new DataView(file.buffer).setUint32(4, 1, true)
  expect(decodeModel(file)).toMatchObject({ ok: false, reason: expect.stringMatching(/format/) })
})

/** Changes the header of a model file as if it had been written so. */
function rewriteHeader(file: Uint8Array, change: (header: string) => string): Uint8Array {
  const length = new DataView(file.buffer).getUint32(8, true)
  const before = new TextDecoder().decode(file.subarray(12, 12 + length)).trimEnd()
  const after = change(before)
  expect(after).not.toBe(before)
  const header = new TextEncoder().encode(after.padEnd(Math.ceil(after.length / 4) * 4))
  const changed = new Uint8Array(file.length - length + header.length)
  changed.set(file.subarray(0, 12))
  changed.set(header, 12)
  changed.set(file.subarray(12 + length), 12 + header.length)
  const view = new DataView(changed.buffer)
  view.setUint32(8, header.length, true)
  view.setUint32(changed.length - 4, crc32(changed.subarray(0, -4)), true)
  return changed
}

test('the checksum is that of zip', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})

test('a row is read by a model that saw nothing made from it', () => {
  const copies = EXAMPLES.map((example) => ({ ...example, isAsked: false }))
  const heldOut = crossValidate([...EXAMPLES, ...copies], 3, { ...OPTIONS, random: seededRandom(1) })
  expect(heldOut.map(({ origin }) => origin).sort()).toEqual(ROWS.map((_, row) => row))
})

test('hatred is told apart within abuse, and never likelier than it', () => {
  const rows = [
    ['外地人滚出我们城市，素质真低', 'region_hatred'],
    ['外地人都是骗子', 'region_hatred'],
    ['黑人滚出去，懒惰没脑子', 'ethnic_hatred'],
    ['黑人都是强盗', 'ethnic_hatred'],
    ['你这个蠢货，脑子有病', 'abuse'],
    ['真是蠢货一个，滚远点', 'abuse'],
    ['今天天气不错，去公园走走', 'benign'],
    ['外地人和黑人朋友都很好', 'benign'],
  ] as const
  const examples = rows.map(([text, label], row) => {
    return { ...example(text, label), origin: row }
  })
  const weights = quantize(fitWeights(examples, { ...OPTIONS, random: seededRandom(1) }))
  const learnt = { ...model, ...weights, known: knownOf(examples) }
  for (const [text, label] of rows) {
    const { risk } = askModel(learnt, describe(text))
    if (label !== 'benign') expect(risk.region_hatred > risk.abuse / 2).toBe(label === 'region_hatred')
    if (label !== 'benign') expect(risk.ethnic_hatred > risk.abuse / 2).toBe(label === 'ethnic_hatred')
    expect(Math.max(risk.region_hatred, risk.ethnic_hatred)).toBeLessThanOrEqual(risk.abuse)
  }
})

test('rules and model together are surer than each', () => {
  const opinion = askModel(model, describe('今天天气不错'))
  const both = weigh(opinion, { gambling: 0.6, profanity: 0.1 }, AT_THEIR_WORD)
  expect(both.benign).toBeCloseTo(opinion.benign * 0.4 * 0.9, 4)
  expect(likeliest(both)).toBe('gambling')
  for (const code of CLASSES) expect(both.risk[code]).toBeGreaterThan(opinion.risk[code] - 1e-12)
  expect(weigh(opinion, {}, AT_THEIR_WORD)).toEqual(opinion)
})

const seeing = (verdict: Verdict) => ({ verdict, risk: { ad_spam: 0.5 } })
const blind = (verdict: Verdict) => ({ verdict, risk: { abuse: 0.4, fraud: 0.3 } })

test('a model may block what is sold where a rule is a witness of it, and holds at most what is said', () => {
  const sure = (code: ClassCode) => ({ benign: 0, risk: { ...NONE, [code]: 0.999 } })
  const NONE = byCode(() => 0)
  const always = byClass(() => ({ hold: 0.5, block: 0.9 }))
  const sold = ['porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade']
  expect(CLASSES.filter((code) => routeByModel(seeing('pass'), sure(code), always) === 'block')).toEqual(sold)
  expect(CLASSES.filter((code) => routeByModel(blind('pass'), sure(code), always) === 'hold')).toEqual([...CLASSES])
  expect(routeByModel(seeing('pass'), sure('threat'), always)).toBe('hold')
  expect(routeByModel(blind('block'), { benign: 1, risk: NONE }, always)).toBe('block')
  expect(routeByModel(blind('hold'), { benign: 1, risk: NONE }, always)).toBe('hold')
})

test('a word of what is sold, and any way to reach the sender, is a witness; a remark and an insult are none', () => {
  expect([{ ad_spam: 0.55 }, { gambling: 0.4 }, { abuse: 0.1, fraud: 0.5 }].map(hasWitness)).toEqual([true, true, true])
  expect([{}, { porn: 0.35 }, { abuse: 0.9 }, { evasion: 0.9, meaningless: 0.6 }].map(hasWitness)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a category is held and blocked from its own thresholds on', () => {
  const thresholds = { ...HOLD_SURE, porn: { hold: 0.25, block: 0.75 } }
  const verdict = (chance: number, code: ClassCode) => {
    return routeByModel(
      seeing('pass'),
      { benign: 1 - chance, risk: { ...byCode(() => 0), [code]: chance } },
      thresholds,
    )
  }
  expect([0.24, 0.25, 0.74, 0.75].map((chance) => verdict(chance, 'porn'))).toEqual(['pass', 'hold', 'hold', 'block'])
  expect([0.89, 1].map((chance) => verdict(chance, 'fraud'))).toEqual(['pass', 'hold'])
})
