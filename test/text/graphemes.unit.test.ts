import { expect, test } from 'vitest'
import { countGraphemes } from '../../src/text/graphemes.ts'

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
