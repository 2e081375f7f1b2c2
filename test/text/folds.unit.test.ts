import { describe, expect, test } from 'vitest'
import { CHARACTER_FOLDS, foldCharacter } from '../../src/text/fold-character.ts'
import { foldNames } from '../../src/text/folds/fold.ts'

describe.each(CHARACTER_FOLDS.map((fold) => [fold.name, fold] as const))('the fold %s', (_name, fold) => {
  test.each(fold.examples)('reads %j as %j', (written, plain) => {
    expect(fold.fold(written)).toBe(plain)
  })
})

// The planes in use, without the large ideographic ones, which no fold but the table of variants touches.
test.each([
  [0, 0xffff],
  [0x10000, 0x1ffff],
  [0x2f800, 0x2fa1d],
  [0xe0000, 0xe01ef],
])('a character settles: folding its plain form again changes nothing (%i to %i)', (first, last) => {
  const unsettled: string[] = []
  for (let codePoint = first; codePoint <= last; codePoint += 1) {
    const { text } = foldCharacter(codePoint)
    const again = Array.from(text, (one) => foldCharacter(one.codePointAt(0) ?? 0).text).join('')
    if (again !== text) unsettled.push(codePoint.toString(16))
  }
  expect(unsettled).toEqual([])
})

test('several folds on one character are all named', () => {
  const { text, mask } = foldCharacter('Ⓥ'.codePointAt(0) ?? 0)
  expect(text).toBe('v')
  expect(foldNames(mask)).toEqual(['width', 'case'])
})
