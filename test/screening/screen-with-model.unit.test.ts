import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadModel } from '../../src/cli/load-model.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { byClass, byCode, type ClassCode } from '../../src/screening/classifier/classes.ts'
import type { Opinion, Thresholds } from '../../src/screening/classifier/model.ts'
import { AT_THEIR_WORD } from '../../src/screening/classifier/weigh.ts'
import type { Finding } from '../../src/screening/evidence.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { SPEECH_EXAMPLES } from '../../src/screening/reporting/examples.ts'
import type { Speech } from '../../src/screening/reporting.ts'
import type { Witness } from '../../src/screening/risk.ts'
import { route } from '../../src/screening/route.ts'
import type { CategoryCode } from '../../src/screening/taxonomy.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const rules = await loadScreener(path('wordlists'))
const model = await loadModel(path('src/screening/classifier/comments.model'))
const screener = rules.withModel(model)

const THRESHOLDS = byClass((code) => ({ hold: 0.9, block: code === 'gambling' ? 0.99 : null }))

const GRAVITY = { pass: 0, hold: 1, block: 2 }

const OFFERS = ['老哥来玩，上岸就在今晚，彩金天天送', '需要票的老闆看過來，各行各業都能開，先出後付']

test('the model is named in the evidence with what it thinks, and the rules alone name none', () => {
  const { evidence } = screener.screen('說得好')
  expect(evidence.modelVersion).toBe(model.version)
  expect(evidence.opinion?.benign).toBeGreaterThan(0.5)
  expect(rules.screen('說得好').evidence).toMatchObject({ modelVersion: null, opinion: null })
  expect(screener.withModel(undefined).screen('說得好')).toEqual(rules.screen('說得好'))
})

// Calibrated together a weak witness alone may weigh less than its word: what it is a witness of is named all the same.
test.each(OFFERS)('a model makes no verdict milder and leaves out no category that the rules name: %s', (text) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('pre', 'human'), (other, mode) => {
      for (const written of [other, `${text}${other}`]) {
        const alone = rules.screen(written, mode)
        const joined = screener.screen(written, mode)
        expect(GRAVITY[joined.verdict]).toBeGreaterThanOrEqual(GRAVITY[alone.verdict])
        expect(Object.keys(joined.risk)).toEqual(expect.arrayContaining(Object.keys(alone.risk)))
        expect(joined.evidence.hits).toEqual(alone.evidence.hits)
      }
    }),
    { numRuns: 30, examples: [['𝓖Ć', 'pre']] },
  )
})

describe('what the model alone is sure of', () => {
  const opinionOn = (code: ClassCode, chance: number): Opinion => {
    return { risk: byCode((one) => (one === code ? chance : 0)), benign: 1 - chance }
  }
  const witness = { source: 'a word', category: 'ad_spam' as const, weight: 0.45 }
  const input = { witnesses: [witness], policy: FIRST_POLICY, mode: 'pre' as const, isIncomplete: false }
  const routed = (code: ClassCode, changes: { speech?: Speech; isIncomplete?: boolean; witnesses?: Witness[] } = {}) =>
    route({
      ...input,
      speech: 'offer',
      model: { opinion: opinionOn(code, 1), joint: AT_THEIR_WORD, thresholds: THRESHOLDS },
      ...changes,
    })

  test('is refused where it is sold and a rule is a witness, and waits where it is said', () => {
    expect(routed('gambling')).toMatchObject({ verdict: 'block', category: 'gambling', risk: { gambling: 1 } })
    expect(routed('gambling', { witnesses: [] })).toMatchObject({ verdict: 'hold', category: 'gambling' })
    const insult = { source: 'a word', category: 'abuse' as const, weight: 0.4 }
    expect(routed('gambling', { witnesses: [insult] }).verdict).toBe('hold')
    expect(routed('abuse')).toMatchObject({ verdict: 'hold', category: 'abuse' })
    expect(routed('threat')).toMatchObject({ verdict: 'hold', category: 'threat' })
  })

  test('waits for a person in a report, in a quotation, and where a rule has failed', () => {
    expect(routed('gambling', { speech: 'report' }).verdict).toBe('hold')
    expect(routed('gambling', { speech: 'mention' }).verdict).toBe('hold')
    expect(routed('gambling', { speech: 'discussion' }).verdict).toBe('hold')
    expect(routed('gambling', { isIncomplete: true }).verdict).toBe('hold')
  })

  test('is named where it is likelier than benign, and wherever the model holds it', () => {
    const named = (chance: number, thresholds: Thresholds) =>
      route({
        ...input,
        witnesses: [],
        speech: 'offer',
        model: { opinion: opinionOn('fraud', chance), joint: AT_THEIR_WORD, thresholds },
      })
    expect([0.4, 0.6].map((chance) => named(chance, THRESHOLDS).category)).toEqual([null, 'fraud'])
    const low = byClass(() => ({ hold: 0.3, block: null }))
    expect(named(0.4, low)).toMatchObject({ verdict: 'hold', category: 'fraud' })
  })

  test('signs of several kinds that only together hold have a category, however weak each is', () => {
    const weak = (['fraud', 'porn', 'gambling', 'ad_spam', 'abuse', 'evasion'] as const).map((category) => {
      return { source: category, category, weight: 0.15 }
    })
    expect(route({ ...input, witnesses: weak, speech: 'offer', model: null })).toMatchObject({
      verdict: 'hold',
      category: 'porn',
    })
  })
})

test('the likeliest category is named, or the part of it that rules know; what only rules know where it is as likely', () => {
  const opinion: Opinion = { risk: byCode((one) => (one === 'fraud' || one === 'abuse' ? 0.35 : 0)), benign: 0.3 }
  const named = (category: CategoryCode, weight: number) =>
    route({
      witnesses: [{ source: 'a rule', category, weight }],
      policy: FIRST_POLICY,
      mode: 'pre',
      isIncomplete: false,
      speech: 'offer',
      model: { opinion, joint: AT_THEIR_WORD, thresholds: THRESHOLDS },
    }).category
  expect(named('ad_spam', 0.3)).toBe('abuse')
  expect(named('fraud', 0.3)).toBe('fraud')
  expect(named('profanity', 0.6)).toBe('profanity')
  expect(named('self_harm', 0.6)).toBe('self_harm')
  expect(named('evasion', 0.2)).toBe('abuse')
})

test.each([...SPEECH_EXAMPLES.report, ...SPEECH_EXAMPLES.discussion])(
  'no report and no talk is refused: %s',
  (text) => {
    expect(screener.screen(text).verdict).not.toBe('block')
  },
)

test('a model that breaks holds the comment and says so', () => {
  const broken = screener.withModel({
    ...model,
    get buckets(): number {
      throw new Error('torn')
    },
  })
  const { verdict, evidence } = broken.screen('說得好')
  expect(verdict).toBe('hold')
  expect(evidence.findings).toContainEqual(expect.objectContaining({ rule: 'failed:model' }))
})

test('what is found later is weighed beside what the model thought', () => {
  const flood: Finding = { rule: 'near-duplicate', category: 'slop', weight: 0.6, detail: {} }
  const screening = screener.screen('說得好')
  const added = screener.addFindings(screening, [flood])
  expect(added).toMatchObject({ verdict: 'hold', category: 'slop', evidence: { opinion: screening.evidence.opinion } })
})

test('another model is asked about a screened text as it would be asked alone', () => {
  for (const text of ['說得好', ...OFFERS, '亻故兼耳只加薇信']) {
    expect(rules.opine(text, rules.screen(text), model)).toEqual(screener.screen(text).evidence.opinion)
  }
})

test('the explanation comes to the same, and says what the rules alone would have said', () => {
  for (const text of [...OFFERS, '真人百家樂，加我', '說得好']) {
    const { screening, alternatives } = screener.explain(text)
    expect(screening).toEqual(screener.screen(text))
    const alone = rules.screen(text)
    const unasked = alternatives.find(({ kind }) => kind === 'unasked')
    expect(unasked?.route.verdict ?? screening.verdict).toBe(alone.verdict)
  }
})
