import { expect, test } from 'vitest'
import { acceptText } from '../../src/http/reader/comment-text.ts'
import { Refusal } from '../../src/http/refusal.ts'

function refusalOf(text: string): Refusal | undefined {
  try {
    acceptText(text)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test('a comment is stored as written, trimmed and with unified line ends', () => {
  expect(acceptText('  第一行\r\n第二行\r第三行\t。\n ')).toBe('第一行\n第二行\n第三行\t。')
})

test.each(['', ' ', '\n\t\r\n', '\u3000', '\u200b\u200d', '\ufeff', '\u2800', '\u0301'])(
  'a comment that leaves no ink is empty: %j',
  (text) => {
    expect(refusalOf(text)?.code).toBe('text_empty')
  },
)

test('2,000 characters are a comment and 2,001 are not, counted as a person counts', () => {
  expect(refusalOf('字'.repeat(2000))).toBeUndefined()
  expect(refusalOf(`  ${'字'.repeat(2000)}  `)).toBeUndefined()
  expect(refusalOf('字'.repeat(2001))).toMatchObject({
    code: 'text_too_long',
    parameters: { limit: 2000, count: 2001 },
  })
  expect(refusalOf('👍🏽'.repeat(2000))).toBeUndefined()
})

test.each(['👨‍👩‍👧‍👦', '👩🏽‍🚀', '🇭🇰'])('2,000 of a long emoji are a comment: %s', (emoji) => {
  expect(refusalOf(emoji.repeat(2000))).toBeUndefined()
  expect(refusalOf(emoji.repeat(2001))).toMatchObject({ code: 'text_too_long', parameters: { count: 2001 } })
})

test('a character of 32 units is taken, and one with more marks is refused with its place', () => {
  expect(refusalOf(`好字${'\u0301'.repeat(31)}`)).toBeUndefined()
  expect(refusalOf(`好字${'\u0301'.repeat(32)}`)).toMatchObject({
    code: 'text_invalid',
    parameters: { position: 2, limit: 32 },
  })
})

test('24,000 units are a comment and one more is not', () => {
  const sixteen = `字${'\u0301'.repeat(15)}`
  expect(refusalOf(sixteen.repeat(1500))).toBeUndefined()
  expect(refusalOf(`${sixteen.repeat(1500)}字`)).toMatchObject({
    code: 'text_too_long',
    parameters: { limit: 24_000, count: 24_001 },
  })
})

test.each([
  ['NUL', '好\u0000的', 'U+0000', 2],
  ['a bell', '\u0007好的', 'U+0007', 1],
  ['DEL', '好的\u007f吧', 'U+007F', 3],
  ['a C1 control', '好\u0085的', 'U+0085', 2],
  ['a lone high surrogate', '好\ud83d的', 'U+D83D', 2],
  ['a lone low surrogate', '好的\udc00', 'U+DC00', 3],
])('%s is refused with its place', (_, text, character, position) => {
  expect(refusalOf(text)).toMatchObject({ code: 'text_invalid', parameters: { character, position } })
})
