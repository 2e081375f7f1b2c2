import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { judgeEntries, matchEntries } from '../../src/screening/match-entries.ts'
import { createBoundaryCheck, type Segment } from '../../src/screening/segmentation.ts'
import { parseAllowList, parseWordlist } from '../../src/screening/wordlist.ts'
import { normalize } from '../../src/text/normalize.ts'

const { entries } = parseWordlist(
  '大麻 | 0.9 | word\n卖大麻 | 0.9 | substring\n出货 | 0.6 | word with contact',
  'illegal_trade',
)
const { entries: allowed } = parseAllowList('大麻花')
const lexicon = compileLexicon({ entries, allowed, version: 'test' })

const WORDS = /麻烦|./gu
const segment: Segment = (text) => text.match(WORDS) ?? []

const asked = (text: string) => {
  const normalized = normalize(text)
  const isBounded = createBoundaryCheck(normalized.text, normalized.units, segment)
  return { normalized, lexicon, isBounded, contacts: [] }
}

test.each([
  ['有大麻', ['大麻 counts']],
  ['大麻花', ['大麻 allowed']],
  ['大麻煩', ['大麻 inside_word']],
  ['賣大麻', ['卖大麻 counts', '大麻 nested']],
  ['速速出貨', ['出货 alone']],
  ['賣搭麻', ['卖大麻 counts', '大麻 nested']],
  ['麻大麻', ['大麻 said', '大麻 counts']],
])('in %s every match has a standing', (text, expected) => {
  expect(judgeEntries(asked(text)).map(({ entry, standing }) => `${entry.text} ${standing}`)).toEqual(expected)
})

test('what counts is what is matched', () => {
  const piece = fc.constantFrom('賣', '大', '麻', '煩', '花', '嗎', '出', '貨', ' ')
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
