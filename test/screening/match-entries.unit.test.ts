import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { judgeEntries, matchEntries } from '../../src/screening/match-entries.ts'
import { createBoundaries, type Segment } from '../../src/screening/segmentation.ts'
import { parseAllowList, parseWordlist } from '../../src/screening/wordlist.ts'
import { normalize } from '../../src/text/normalize.ts'

const { entries } = parseWordlist(
  `大麻 | 0.9 | word
卖大麻 | 0.9 | substring
出货 | 0.6 | word with contact
私聊 | 0.3 | pinyin with 「大麻」
叶子 | 0.8 | pinyin
飞行 | 0.5 | substring
飞行员 | 0.4 | substring
高飞行员 | 0.5 | substring
/(?:现|有)货.{0,8}同城/ | 0.5 | regex`,
  'illegal_trade',
)
const { entries: allowed } = parseAllowList('大麻花')
const lexicon = compileLexicon({ entries, allowed, version: 'test' })

const WORDS = /麻烦|./gu
const segment: Segment = (text) => text.match(WORDS) ?? []

const asked = (text: string) => {
  const normalized = normalize(text)
  const boundaries = createBoundaries(normalized.text, normalized.units, segment)
  return { normalized, lexicon, boundaries, contacts: [] }
}

test.each([
  ['有大麻', ['大麻 counts']],
  ['大麻花', ['大麻 allowed']],
  ['卖大麻花', ['卖大麻 allowed', '大麻 allowed']],
  ['卖大麻,大麻花', ['卖大麻 counts', '大麻 nested', '大麻 allowed']],
  ['大麻煩', ['大麻 inside_word']],
  ['賣大麻', ['卖大麻 counts', '大麻 nested']],
  ['速速出貨', ['出货 alone']],
  ['賣搭麻', ['卖大麻 counts', '大麻 nested']],
  ['飞行员', ['飞行员 outweighed', '飞行 counts']],
  ['高飞行员', ['高飞行员 counts', '飞行员 nested', '飞行 nested']],
  ['出货'.repeat(40), Array.from({ length: 40 }, () => '出货 alone')],
  [`${'大麻花'.repeat(30)}有大麻`, [...Array.from({ length: 30 }, () => '大麻 allowed'), '大麻 counts']],
  ['大麻,'.repeat(22), [...Array.from({ length: 20 }, () => '大麻 counts'), '大麻 repeated', '大麻 repeated']],
  ['麻大麻', ['大麻 said', '大麻 counts']],
])('in %s every match has a standing', (text, expected) => {
  expect(judgeEntries(asked(text)).map(({ entry, standing }) => `${entry.text} ${standing}`)).toEqual(expected)
})

test.each([
  ['葉子', [['叶子', 0.8]]],
  ['有ye zi的', [['叶子', 0.8]]],
  ['椰籽', [['叶子', 0.8]]],
  ['大馬', [['大麻', 0.27]]],
  ['速速私聊', []],
  [
    `${'速速私聊,'.repeat(40)}大麻,私聊`,
    [...Array.from({ length: 12 }, () => ['私聊', 0.3]), ['大麻', 0.9], ['私聊', 0.3]],
  ],
  [
    '大麻,速速撕撩',
    [
      ['大麻', 0.9],
      ['私聊', 0.3],
    ],
  ],
  ['現貨,當天就到,同城', [['/(?:现|有)货.{0,8}同城/', 0.5]]],
  [
    '現貨同城,送貨上門不用你等現貨同城',
    [
      ['/(?:现|有)货.{0,8}同城/', 0.5],
      ['/(?:现|有)货.{0,8}同城/', 0.5],
    ],
  ],
  ['現貨,當天就可以送到,同城', []],
])('in %s this counts', (text, expected) => {
  const counting = judgeEntries(asked(text)).filter(({ standing }) => standing === 'counts')
  expect(counting.map(({ entry, weight }) => [entry.text, weight])).toEqual(expected)
})

test('what counts is what is matched', () => {
  const piece = fc.constantFrom('賣', '大', '麻', '煩', '花', '嗎', '出', '貨', '現', '同城', '私聊', 'ye', 'zi', ' ')
  fc.assert(
    fc.property(fc.string({ unit: piece, maxLength: 20 }), (text) => {
      const counting = judgeEntries(asked(text)).flatMap(({ standing, ...match }) =>
        standing === 'counts' ? match : [],
      )
      const matched = matchEntries(asked(text))
      expect(counting).toHaveLength(matched.length)
      expect(counting).toEqual(expect.arrayContaining(matched))
    }),
  )
})
