import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRegex, readRegex } from '../../src/screening/regex.ts'
import { requiredLiterals } from '../../src/screening/required-literals.ts'

describe('a pattern is searched for by the literals that every match of it contains', () => {
  test.each([
    ['代开.{0,6}发票', ['代开']],
    ['代开.{0,6}增值税发票', ['增值税发票']],
    ['(代开|办理).{0,6}票', ['代开', '办理']],
    ['(?:加|jia)微信号', ['微信号']],
    ['(代开)+票', ['代开']],
    ['日薪\\d{3}', ['日薪']],
    ['月入过?百万元', ['百万元']],
    ['月入过+百', ['月入过']],
    ['[代办]开户\\.com', ['开户.com']],
    ['(?P<what>片源)[^]a]', ['片源']],
    ['\\p{Han}\\pL微信', ['微信']],
    ['(?i)qq群', ['qq群']],
  ])('%s', (pattern, literals) => {
    expect(requiredLiterals(pattern)).toEqual({ literals, isAnchored: false })
  })
})

describe('what cannot be searched quickly is refused with the reason', () => {
  test.each([
    ['代开(?=发票)', 'is no pattern of RE2'],
    ['(代开)\\1', 'is no pattern of RE2'],
    ['代开(', 'is no pattern of RE2'],
    ['(代开发票)*', 'matches the empty text'],
    ['代?开?', 'matches the empty text'],
    ['代.开', 'two characters in a row'],
    ['(代开发票)?票', 'two characters in a row'],
    ['代开|票', 'two characters in a row'],
    ['^代开', 'an end of the text'],
    ['(代开.{0,60}){15}', 'repeats too much'],
    [`代开${'票'.repeat(200)}`, 'is longer than 200'],
  ])('%s', (pattern, reason) => {
    expect(readRegex(pattern)).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  })
})

test('Han, width and case of a pattern are folded as those of a text are', () => {
  expect(readRegex('代開[發专]票\\d{2}\\+ＶX\\S，(?P<N>\\p{Han})')).toEqual({
    ok: true,
    pattern: '代开[发专]票\\d{2}加vx\\S\\,(?P<N>\\p{Han})',
  })
})

test('whatever is written, it is read or refused, and what is read stands in its matches', () => {
  const piece = fc.constantFrom(
    '代',
    '开',
    '票',
    'a',
    '.',
    '|',
    '(',
    ')',
    '[',
    ']',
    '?',
    '*',
    '+',
    '{2}',
    '\\',
    '\\d',
    '^',
  )
  fc.assert(
    fc.property(
      fc.string({ unit: piece, maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('代', '开', '票', '加', '.', '2'), maxLength: 12 }),
      (written, text) => {
        const read = readRegex(written)
        if (!read.ok) return
        const { literals } = requiredLiterals(read.pattern)
        for (const { start, end } of compileRegex(read.pattern)(text, { start: 0, end: text.length })) {
          expect(literals.some((literal) => text.slice(start, end).includes(literal))).toBe(true)
        }
      },
    ),
    { numRuns: 3000 },
  )
})
