import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countGraphemes, graphemesOf } from '../../src/text/graphemes.ts'

test.each([
  ['', 0],
  ['發展起宏圖', 5],
  ['abc 123', 7],
  ['👨‍👩‍👧‍👦', 1],
  ['🇨🇳', 1],
  ['e\u0301', 1],
  ['❤️好', 2],
  ['か\u3099', 1],
  ['𠮷野家', 3],
  ['\r\n', 1],
  ['一\n二', 3],
])('%j has %i characters', (text, count) => {
  expect(countGraphemes(text)).toBe(count)
})

test('a long text is cut where a short one is', () => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const one = fc.constantFrom(
    'e\u0301',
    '👨‍👩‍👧‍👦',
    '🇨🇳',
    '🇻',
    'a',
    '中',
    '\r\n',
    '각',
    '\u200d',
    '❤️',
    '\u0301',
    '\ud83d',
  )
  fc.assert(
    fc.property(fc.array(one, { minLength: 200, maxLength: 600 }), (characters) => {
      const text = characters.join('')
      expect([...graphemesOf(text)]).toEqual(
        Array.from(segmenter.segment(text), ({ segment, index }) => ({ segment, index })),
      )
    }),
    { numRuns: 200 },
  )
})
