import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { processorTime } from '../cost.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)

describe('explaining and screening agree', () => {
  test.each([
    '抖音代發一單一結，日結兼職，加薇信 abc12345',
    '這下有大麻煩了',
    '👻佬，亻故什麼',
    '國产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级',
    '',
  ])('%s', (text) => {
    for (const mode of ['pre', 'human', 'closed'] as const) {
      expect(screener.explain(text, mode).screening).toEqual(screener.screen(text, mode))
    }
  })

  test('on any string', () => {
    const pieces = fc.constantFrom(
      ...'加薇信*1vx:.赌博大麻烦裸聊日结亻故👻➕\u200b國Ａ\ud83d \t'.split(''),
      '微信',
      'abc12345',
    )
    const any = fc.oneof(fc.string({ unit: pieces, maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
    fc.assert(
      fc.property(any, (text) => {
        const { screening, hits, normalized, guessed } = screener.explain(text)
        expect(screening).toEqual(screener.screen(text))
        expect(hits.map(({ hit }) => hit)).toEqual(screening.evidence.hits)
        for (const { hit, match } of hits) expect(match?.text).toBe(hit.entry === null ? undefined : hit.text)
        for (const read of [normalized, guessed]) if (read) expect(respelled(text, read)).toBe(read.text)
      }),
      { numRuns: 150 },
    )
  })
})

/** Puts every plain form in the place of what was written. */
function respelled(text: string, { respellings }: NonNullable<ReturnType<typeof screener.explain>['normalized']>) {
  let upTo = 0
  let plain = ''
  for (const piece of respellings) {
    expect(text.slice(piece.start, piece.end)).toBe(piece.written)
    expect(piece.start).toBeGreaterThanOrEqual(upTo)
    plain += text.slice(upTo, piece.start) + piece.plain
    upTo = piece.end
  }
  return plain + text.slice(upTo)
}

test('each fold says what it changed', () => {
  const { normalized } = screener.explain('Ａ賭❤博\u200b了')
  expect(normalized?.respellings.map(({ folds, written, plain }) => [folds, written, plain])).toEqual([
    [['width', 'case'], 'Ａ', 'a'],
    [['script'], '賭', '赌'],
    [['separator'], '❤', ''],
    [['invisible'], '\u200b', ''],
  ])
})

test('split characters and pictures are a second reading', () => {
  const { guessed } = screener.explain('亻故👻')
  expect(guessed?.text).toBe('做鬼')
  expect(guessed?.respellings.map(({ folds, written, plain }) => [folds, written, plain])).toEqual([
    [['parts'], '亻故', '做'],
    [['picture'], '👻', '鬼'],
  ])
})

describe('an entry that does not count', () => {
  const idle = (text: string) =>
    screener.explain(text).idle.map(({ entry, standing, words }) => [entry, standing, words])

  test('inside a word is shown with the words around it', () => {
    expect(idle('在公司開戶口')).toContainEqual(['开户', 'inside_word', expect.arrayContaining(['户口'])])
  })

  test('inside an allow entry', () => {
    expect(idle('路口交通很亂')).toContainEqual(['口交', 'allowed', null])
  })

  test('without company, and what it would have done in company', () => {
    const { idle: alone, alternatives } = screener.explain('無碼')
    expect(alone).toContainEqual(expect.objectContaining({ entry: '无码', standing: 'alone', company: ['contact'] }))
    expect(alternatives).toContainEqual(
      expect.objectContaining({ kind: 'counted', match: expect.objectContaining({ entry: '无码' }) }),
    )
  })
})

describe('another verdict', () => {
  test('would have been given without the fewest sources', () => {
    const { alternatives, screening } = screener.explain('要的加薇信')
    expect(screening.verdict).toBe('hold')
    const [first] = alternatives
    expect(first).toMatchObject({ kind: 'without', sources: ['wordlist:ad_spam 加薇信'], route: { verdict: 'pass' } })
  })

  test('would have been given with one more sign, and no lighter one', () => {
    const { alternatives, screening, risks } = screener.explain('要的加薇信')
    const more = alternatives.find((one) => one.kind === 'more')
    const threshold = risks[0]?.threshold.block ?? Number.NaN
    const risk = screening.risk.ad_spam ?? 0
    expect(more?.route.verdict).toBe('block')
    expect(1 - (1 - risk) * (1 - (more?.weight ?? 0))).toBeGreaterThanOrEqual(threshold)
    expect(1 - (1 - risk) * (1 - (more?.weight ?? 0) + 0.011)).toBeLessThan(threshold)
  })

  test('is given by another mode', () => {
    const { alternatives } = screener.explain('說得好', 'human')
    expect(alternatives).toContainEqual(expect.objectContaining({ kind: 'mode', mode: 'pre' }))
  })

  test('takes several sources away where one is not enough', () => {
    const { alternatives } = screener.explain('抖音代發一單一結，日結兼職，加薇信 abc12345')
    const toPass = alternatives.find((one) => one.kind === 'without' && one.route.verdict === 'pass')
    expect(toPass?.kind === 'without' && toPass.sources.length).toBeGreaterThan(1)
  })
})

test('each contribution says what the risk would be without it', () => {
  const { risks } = screener.explain('要的加薇信，QQ 2719380465')
  const adSpam = risks.find(({ category }) => category === 'ad_spam')
  const contact = adSpam?.contributions.find(({ source }) => source === 'contact')
  const entry = adSpam?.contributions.find(({ source }) => source.startsWith('wordlist'))
  expect(contact?.texts[0]).toBe('QQ 2719380465')
  expect(contact?.riskWithout).toBe(entry?.weight)
})

test('a text with nothing against it tells what a sign would need to hold it', () => {
  const { screening, alternatives, normalized } = screener.explain('好')
  expect(screening.verdict).toBe('pass')
  expect(alternatives).toContainEqual(expect.objectContaining({ kind: 'more' }))
  expect(normalized?.text).toBe('好')
})

test('a list of four hundred addresses is explained within a second', () => {
  const text = Array.from({ length: 400 }, (_, at) => `加我 abc${at}.top 日結 兼職${at}`).join('，')
  expect(processorTime(() => screener.explain(text))).toBeLessThan(1_000_000)
})

test.each(['约*炮', '傻b傻逼', '打s你打死你', '加薇信加微信', '沙是碧傻逼'])(
  'in %s no entry is said twice of one place',
  (text) => {
    const { hits, idle } = screener.explain(text)
    const said = [...hits.flatMap(({ match }) => match ?? []), ...idle]
    const places = said.map(({ rule, entry, start, end }) => `${rule} ${entry} ${start} ${end}`)
    expect(places).toEqual([...new Set(places)])
  },
)
