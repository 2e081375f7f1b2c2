import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener } from '../../src/screening/screen.ts'
import { parseWordlist } from '../../src/screening/wordlist.ts'
import { cost } from '../cost.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const JUNK = '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级'

describe('injected search-engine junk is refused', () => {
  test.each([
    ['plain', JUNK],
    ['with spaces between characters', [...JUNK].join(' ')],
    [
      'with full-width letters and digits',
      JUNK.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    ],
    ['in Traditional characters', '國產99在線觀看,精品久久久久中文字幕一區,日本一本2017國產,免費觀看一片a一級'],
    ['with zero-width characters', [...JUNK].join('\u200b')],
    ['with hearts', [...JUNK].join('❤')],
    ['behind an honest sentence', `文章寫得很好,支持！${JUNK}`],
  ])('%s', (_name, text) => {
    const { verdict, category, evidence } = screener.screen(text)
    expect({ verdict, category }).toEqual({ verdict: 'block', category: 'porn' })
    expect(evidence.hits.map(({ rule }) => rule)).toContain('detector:seo-junk')
  })
})

describe('what evaders write is found', () => {
  test.each([
    ['賣大麻的', '卖大麻'],
    ['有大麻的', '大麻'],
    ['玩*百❤家*樂', '玩百家乐'],
    ['真人百家樂', '真人百家乐'],
    ['真 人 百 家 樂', '真人百家乐'],
    ['有興趣加薇信', '加薇信'],
    ['有興趣➕薇信', '加薇信'],
    ['有興趣+薇\u200b信', '加薇信'],
    ['ＰＧ電子', 'pg电子'],
  ])('%s hits %s', (text, entry) => {
    expect(screener.screen(text).evidence.hits.map((hit) => hit.entry)).toContain(entry)
  })
})

describe('the innocent pass', () => {
  test.each([
    '這下有大麻煩了',
    '路口交通很亂',
    '24口交換機怎麼選',
    '公交路口交通燈壞了',
    '這是線性交換的性質',
    '一台獨立顯卡',
    '他媽媽來接他',
    '一台独立显卡',
    '他妈妈说的对',
    '增加微信支付功能',
    '政務服務+N，鏈長制+專班',
    '我們去賭，博一把的心態要不得',
    '問過96166，說還在規劃',
    '新聞說他因販毒被判刑',
    '',
    '\u0000',
  ])('%s', (text) => {
    expect(screener.screen(text).verdict).toBe('pass')
  })
})

describe('contacts', () => {
  test.each([
    '加QQ 2719380465',
    'https://e53k.com/a',
    '13926401715',
    '聯繫微信 abc12345，QQ 2719380465，13926401715，www.abc.top',
  ])('alone they wait for a person: %s', (text) => {
    expect(screener.screen(text).verdict).toBe('hold')
  })

  test('with an offer beside them they are refused', () => {
    const { verdict, category } = screener.screen('抖音代發一單一結，日結兼職，加薇信 abc12345')
    expect(verdict).toBe('block')
    expect(category).toBe('fraud')
  })
})

describe('the evidence', () => {
  test('comes in the order of the text, and shows what the reader wrote', () => {
    const text = '真人百家樂，加薇❤信'
    const { hits } = screener.screen(text).evidence
    expect(hits.map((hit) => [hit.text, hit.folds])).toEqual(
      [
        ['真人百家樂', ['script']],
        ['百家樂', ['script']],
        ['加薇❤信', ['separator']],
      ].filter(([found]) => found !== '百家樂'),
    )
    for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.text)
  })

  test('says that words were hidden, and they weigh more for it', () => {
    const plain = screener.screen('裸聊')
    const hidden = screener.screen('裸*聊')
    expect(hidden.evidence.findings).toContainEqual(
      expect.objectContaining({ rule: 'evasion', detail: { hits: 1, folds: 'separator' } }),
    )
    expect(hidden.risk.porn).toBeGreaterThan(plain.risk.porn ?? 1)
  })

  test('keeps twenty of the places that one detector found, and says how many more there were', () => {
    const { hits, findings } = screener.screen('@abcdef 在 '.repeat(50)).evidence
    expect(hits.filter(({ rule }) => rule === 'detector:handle')).toHaveLength(20)
    const detail = { rule: 'detector:handle', more: 30 }
    expect(findings).toContainEqual({ rule: 'more-hits', category: null, weight: 0, detail })
  })

  test('keeps the heaviest of many places', () => {
    const { risk } = screener.screen(`${'https://www.gov.cn/a '.repeat(40)} https://e53k.com/a`)
    expect(risk.ad_spam).toBe(screener.screen('https://e53k.com/a').risk.ad_spam)
  })

  test('carries the versions that spoke', () => {
    const { lexiconVersion, policyVersion, modelVersion } = screener.screen('好').evidence
    expect(lexiconVersion).toMatch(/^[0-9a-f]{12}$/)
    expect({ policyVersion, modelVersion }).toEqual({ policyVersion: FIRST_POLICY.version, modelVersion: null })
  })
})

describe('the mode of the article', () => {
  test('a person approves everything in human mode', () => {
    expect(screener.screen('說得好', 'human').verdict).toBe('hold')
    expect(screener.screen(JUNK, 'human').verdict).toBe('block')
  })

  test('nothing passes in closed mode', () => {
    expect(screener.screen('說得好', 'closed').verdict).toBe('hold')
  })
})

describe('a rule that fails lets nothing pass', () => {
  const { entries } = parseWordlist('大麻 | 0.9 | word', 'illegal_trade')
  const lexicon = compileLexicon({ entries, allowed: [], version: 'test' })
  const failing = (): never => {
    throw new Error('out of order')
  }

  test('a detector', () => {
    const broken = { name: 'broken', isContact: false, detect: failing, examples: { hits: [], misses: [] } }
    const parts = {
      lexicon,
      policy: FIRST_POLICY,
      segment: (text: string) => [...text],
      detectors: [...DETECTORS, broken],
    }
    const { verdict, evidence } = createScreener(parts).screen('說得好')
    expect(verdict).toBe('hold')
    expect(evidence.findings).toEqual([
      { rule: 'failed:detector:broken', category: null, weight: 0, detail: { error: 'out of order' } },
    ])
  })

  test('the segmentation, and only where it was asked', () => {
    const parts = { lexicon, policy: FIRST_POLICY, segment: failing, detectors: [] }
    expect(createScreener(parts).screen('說得好').verdict).toBe('pass')
    const asked = createScreener(parts).screen('大麻煩')
    expect(asked.verdict).toBe('hold')
    expect(asked.evidence.findings.map(({ rule }) => rule)).toEqual(['failed:segmentation'])
  })

  test('a segmentation that loses characters', () => {
    const parts = { lexicon, policy: FIRST_POLICY, segment: () => ['大'], detectors: [] }
    const { verdict, evidence } = createScreener(parts).screen('大麻煩')
    expect(verdict).toBe('hold')
    expect(evidence.findings.map(({ rule }) => rule)).toEqual(['failed:wordlists'])
  })
})

test('for any string it answers, with spans of the original', () => {
  const pieces = fc.constantFrom(
    '加',
    '薇',
    '信',
    '*',
    ' ',
    '1',
    '3',
    'v',
    'x',
    ':',
    '.',
    'com',
    '賭',
    '博',
    '\ud83d',
    '\udc27',
    '➕',
    '\u200b',
    '国产',
    '一区',
    '久久',
  )
  const any = fc.oneof(fc.string({ unit: pieces, maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
  fc.assert(
    fc.property(any, (text) => {
      const { evidence, risk } = screener.screen(text)
      expect(evidence.findings.filter(({ rule }) => rule.startsWith('failed'))).toEqual([])
      let last = 0
      for (const { start, end, text: shown } of evidence.hits) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(shown).toBe(text.slice(start, end))
        last = start
      }
      for (const value of Object.values(risk)) expect(value > 0 && value <= 1).toBe(true)
    }),
    { numRuns: 1500 },
  )
})

describe('the cost of a hostile text grows with its length', () => {
  const costOf = (unit: string, length: number): number => {
    const text = unit.repeat(Math.ceil(length / unit.length))
    return cost(() => screener.screen(text))
  }
  const grows = (unit: string): number => costOf(unit, 16_000) / costOf(unit, 4_000)

  test.each([
    ['one word over and over', '大麻'],
    ['digits', '1 3'],
    ['dots', 'a.'],
    ['labels without numbers', 'qq微信'],
    ['stems', '国产一区'],
    ['at signs', '@a'],
    ['separators', '赌*'],
    ['Cyrillic words', 'мы рады '],
    ['letters of no word', 'dsajkdhaskjd'],
    ['marked letters', 'ạ b '],
    ['marks', '!?'],
    ['doors', '路12号3栋'],
    ['long numbers', '62 '],
    ['mixed words', '加微信大麻裸聊他妈的百家乐日结'],
  ])('%s: four times the length, no more than eight times the cost', (_name, unit) => {
    grows(unit)
    expect(grows(unit)).toBeLessThan(8)
  })
})
