import { describe, expect, test } from 'vitest'
import { parseAllowList, parseWordlist } from '../../src/screening/wordlist.ts'

test('a line becomes an entry with everything it says', () => {
  const { entries, malformed } = parseWordlist(
    '# 註\n\n加＋薇信 | 0.5 | word with contact fraud | hit: 加薇信聊 | miss: 薔薇 | note: 諧音',
    'ad_spam',
  )
  expect(malformed).toEqual([])
  expect(entries).toEqual([
    {
      text: '加＋薇信',
      pattern: '加加薇信',
      category: 'ad_spam',
      weight: 0.5,
      mode: 'word',
      company: ['contact', 'fraud'],
      hits: ['加薇信聊'],
      misses: ['薔薇'],
      line: 3,
    },
  ])
})

describe('a malformed line is reported with its number and a reason', () => {
  test.each([
    ['賭 | 0.5 | word', 'must be 2 to 40 long'],
    ['賭博', 'the weight'],
    ['賭博 | 1.5 | word', 'the weight'],
    ['賭博 | nine | word', 'the weight'],
    ['賭博 | 0x1 | word', 'the weight'],
    ['賭博 | 1e-1 | word', 'the weight'],
    ['賭博 | .5 | word', 'the weight'],
    ['賭博 | 0.0 | word', 'the weight'],
    ['賭博 | 0.5', 'the mode'],
    ['加v | 0.5 | pinyin', 'two Han characters'],
    ['/代開.{0,4}發票/ | 0.5 | word', 'is a pattern'],
    ['代開 | 0.5 | regex', 'between slashes'],
    ['/代開(?=發票)/ | 0.5 | regex', 'no pattern of RE2'],
    ['賭博 | 0.5 | word with 「百家樂」 「', 'holds a word'],
    ['賭博 | 0.5 | phrase', 'the mode'],
    ['賭博 | 0.5 | word near contact', 'only 「with」'],
    ['賭博 | 0.5 | word with', 'only 「with」'],
    ['賭博 | 0.5 | word with politics', 'no category code'],
    ['賭博 | 0.5 | word | hits: 賭博', 'must be hit:, miss: or note:'],
    ['賭博 | 0.5 | word | hit:', 'must be hit:, miss: or note:'],
  ])('%s', (line, reason) => {
    const { entries, malformed } = parseWordlist(`# first\n${line}\n百家樂 | 0.5 | word`, 'gambling')
    expect(malformed).toEqual([{ ok: false, line: 2, reason: expect.stringContaining(reason) }])
    expect(entries.map(({ text }) => text)).toEqual(['百家樂'])
  })
})

test('a pattern may hold bars between its slashes, and slashes behind a backslash', () => {
  const { entries, malformed } = parseWordlist('/(代開|出)\\/發票|專票/ | 0.5 | regex | hit: 代開/發票', 'fraud')
  expect(malformed).toEqual([])
  expect(entries).toMatchObject([
    { text: '/(代開|出)\\/發票|專票/', pattern: '(代开|出)\\/发票|专票', mode: 'regex', hits: ['代開/發票'] },
  ])
})

test('company is a category, a contact or an entry named by its text', () => {
  const { entries } = parseWordlist('發票 | 0.5 | word with fraud, contact 「代開 專票」', 'fraud')
  expect(entries[0]?.company).toEqual(['fraud', 'contact', '「代开专票」'])
})

test('an allow entry takes nothing but a note', () => {
  const { entries, malformed } = parseAllowList('大麻煩 | note: 大麻\n路口交通\n三黃雞 | 0.5')
  expect(entries.map(({ pattern }) => pattern)).toEqual(['大麻烦', '路口交通'])
  expect(malformed).toEqual([{ ok: false, line: 3, reason: expect.stringContaining('0.5') }])
})
