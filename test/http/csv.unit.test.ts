import { expect, test } from 'vitest'
import { csvLine } from '../../src/http/moderator/search/csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  [' =1+1', "' =1+1"],
  ['＝1', "'＝1"],
  ['+86', "'+86"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  ['\t=1', "'\t=1"],
  ['1=1', '1=1'],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\r\nb', '"a\r\nb"'],
  ['\r=1', '"\'\r=1"'],
])('%j is written as %j', (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`)
})

test('numbers stay numbers, and nothing is nothing', () => {
  expect(csvLine([-1, null, 0.5])).toBe('-1,,0.5\r\n')
})
