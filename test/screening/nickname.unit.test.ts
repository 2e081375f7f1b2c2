import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintExamples, lintLists } from '../../src/cli/lint-wordlists.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { readLists } from '../../src/cli/read-list.ts'
import { NICKNAME_DETECTORS } from '../../src/screening/nickname/detectors.ts'
import { SHAPE_RULES } from '../../src/screening/nickname/shape.ts'
import { siteNameDetector } from '../../src/screening/nickname/site-name.ts'
import { normalize } from '../../src/text/normalize.ts'
import { WORDLISTS } from './lists.ts'
import { INNOCENT_NAMES, WRONG_NAMES } from './nicknames.ts'

const screener = await loadScreener(WORDLISTS)
const SITE = '運河新聞網'

test('the innocent keep their names', () => {
  const held = INNOCENT_NAMES.filter((name) => screener.screenNickname(name, SITE).verdict !== 'pass')
  expect(held).toEqual([])
})

test('names that sell, lead elsewhere or claim an office are held', () => {
  const passed = WRONG_NAMES.filter((name) => screener.screenNickname(name, SITE).verdict !== 'hold')
  expect(passed).toEqual([])
})

test.each([
  ['記者王小明', 'impersonation'],
  ['運河新聞網編輯', 'impersonation'],
  ['аdmin', 'impersonation'],
  ['小雅加我', 'ad_spam'],
  ['\u200b', 'meaningless'],
  ['小明\u202e', 'evasion'],
])('%j is held as %s', (name, category) => {
  expect(screener.screenNickname(name, SITE).category).toBe(category)
})

test.each(['点我头像', '加微信', '小美加V'])('an entry of both kinds of lists counts once in a name: %s', (name) => {
  const hits = screener.screenNickname(name).evidence.hits.map(({ entry, start }) => `${entry} ${start}`)
  expect(hits.length).toBeGreaterThan(0)
  expect(new Set(hits).size).toBe(hits.length)
})

describe('rules of the way a name is written', () => {
  const rules = SHAPE_RULES.map((rule) => [rule.rule, rule] as const)

  test.each(rules)('%s finds its hits and none of its misses', (_name, { find, examples }) => {
    expect(examples.hits.filter((name) => find(name) === undefined)).toEqual([])
    expect(examples.misses.filter((name) => find(name) !== undefined)).toEqual([])
  })
})

describe('detectors of names', () => {
  const own = NICKNAME_DETECTORS.filter(({ name }) => name.startsWith('name-'))

  test.each(own.map((detector) => [detector.name, detector] as const))('%s', (_name, { detect, examples }) => {
    const finds = (name: string) => detect(normalize(name)).length > 0
    expect(examples.hits.filter((name) => !finds(name))).toEqual([])
    expect(examples.misses.filter(finds)).toEqual([])
  })

  test.each([
    ['運河新聞網', true],
    ['运河新闻', true],
    ['運 河 新 聞', true],
    ['【運河新聞網】', true],
    ['運河新聞網友', false],
    ['運河新聞網的讀者', false],
    ['運河邊', false],
  ])('the name of the site in %s', (name, isFound) => {
    expect(siteNameDetector(SITE).detect(normalize(name)).length > 0).toBe(isFound)
  })

  test.each([
    ['聊城人', false],
    ['我愛聊城', false],
    ['聊城小王', false],
    ['聊城', false],
    ['聊城網友', false],
    ['聊城官方', true],
    ['聊城編輯小陳', true],
    ['聊城客服', true],
    ['聊城網', true],
  ])('a town that is a site, in %s', (name, isFound) => {
    expect(siteNameDetector('聊城').detect(normalize(name)).length > 0).toBe(isFound)
  })

  test.each(['', '聊城', SITE, 'The Sun'])('the examples of the site %s', (site) => {
    const { detect, examples } = siteNameDetector(site)
    const finds = (name: string) => detect(normalize(name)).length > 0
    expect(examples.hits.filter((name) => !finds(name))).toEqual([])
    expect(examples.misses.filter(finds)).toEqual([])
    expect(examples.hits.length > 0).toBe(site !== '')
  })
})

test('the lists for names are in order, and their examples do what they say', async () => {
  const lists = await readLists(`${WORDLISTS}/nickname`)
  expect(lists.flatMap(({ faults }) => faults)).toEqual([])
  expect(lintLists(lists)).toEqual([])
  expect(lintExamples(lists, { ...screener, screen: (name) => screener.screenNickname(name) })).toEqual([])
})

test('any string is a name that passes or is held', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      const { verdict, evidence } = screener.screenNickname(name, SITE)
      expect(['pass', 'hold']).toContain(verdict)
      expect(evidence.findings.filter(({ rule }) => rule.startsWith('failed'))).toEqual([])
      for (const { start, end, text } of evidence.hits) expect(name.slice(start, end)).toBe(text)
    }),
    { numRuns: 300 },
  )
})
