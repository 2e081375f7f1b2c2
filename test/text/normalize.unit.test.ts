import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldsWithin, normalize, originalSpan } from '../../src/text/normalize.ts'

// Every kind of unit that the folds treat in their own way, so that they meet often.
const HOSTILE = fc.string({
  unit: fc.constantFrom(
    ...[
      '賭',
      '博',
      '加',
      '微',
      '信',
      'v',
      'X',
      '１',
      '2',
      ' ',
      '　',
      '.',
      '。',
      ',',
      '，',
      '*',
      '❤',
      '\ufe0f',
      '\u200b',
    ],
    ...[
      '\u0301',
      '\u20e3',
      '➕',
      '🐧',
      '𠮷',
      '👨‍👩‍👧',
      '\ud83d',
      '\udc27',
      '\u0000',
      '\n',
      '·',
      '-',
      'ﷺ',
      'ᄀ',
      'か',
      'ﾞ',
      'ⓥ',
      '🇻',
    ],
  ),
})
const ANY = fc.oneof(
  HOSTILE,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
)

describe('for any string', () => {
  test('normalizing twice changes nothing more', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const once = normalize(text).text
        expect(normalize(once).text).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })

  test('every unit knows its place, in order, and no span cuts a surrogate pair', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const normalized = normalize(text)
        const { starts, ends, length } = normalized.units
        expect(length).toBe(normalized.text.length)
        for (let at = 0; at < length; at += 1) {
          const span = originalSpan(normalized, at, at + 1)
          expect(span.text).toBe(text.slice(span.start, span.end))
          expect(span.end).toBeGreaterThan(span.start)
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1]!)
          expect(cutsPair(text, starts[at]!) || cutsPair(text, ends[at]!)).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('separators', () => {
  test.each([
    ['賭*博', '赌博', ['script', 'separator']],
    ['赌❤️博', '赌博', ['separator']],
    ['赌\u200b博', '赌博', ['invisible']],
    ['赌 博 网 站', '赌博网站', ['spaced']],
    ['赌，博，网，站', '赌博网站', ['spaced']],
    ['全.网.最.稳', '全网最稳', ['spaced']],
    ['加*v*x', '加vx', ['spaced']],
    ['在线 观看', '在线观看', ['space']],
    ['国 产 9 9 在 线', '国产99在线', ['spaced']],
    ['要ོ不ོ要ོ来', '要不要来', ['mark']],
  ])('%s is read as %s', (written, plain, folds) => {
    const normalized = normalize(written)
    expect(normalized.text).toBe(plain)
    expect(foldsWithin(normalized, 0, plain.length)).toEqual(folds)
  })

  test.each([
    ['我们去赌，博一把', '我们去赌,博一把'],
    ['他说不赌。博物馆见', '他说不赌。博物馆见'],
    ['第一行\n第二行', '第一行\n第二行'],
    ['1、2、3、4', '1、2、3、4'],
    ['iPhone 16 Pro', 'iphone 16 pro'],
    ['[捂脸]好的', '[捂脸]好的'],
    ['東、西南北', '东、西南北'],
  ])('%s keeps its borders', (written, plain) => {
    expect(normalize(written).text).toBe(plain)
  })
})

test('a span covers all that the reader wrote for it', () => {
  const normalized = normalize('去賭❤️博吧')
  const at = normalized.text.indexOf('赌博')
  expect(originalSpan(normalized, at, at + 2)).toEqual({ start: 1, end: 5, text: '賭❤️博' })
})

describe('10,000 hostile characters cost at most three times as much as plain ones', () => {
  const plain = '今天天氣很好我們一起去公園散步吧'.repeat(625)
  test.each([
    ['nested marks', `a${'\u0301\u0323\u0f71'.repeat(3333)}`],
    ['emoji only', '😂'.repeat(5000)],
    ['characters that expand', 'ﷺ㍿½'.repeat(3333)],
    ['alternating scripts', '賭а１🇻ᴠ'.repeat(1666)],
    ['separators between all', '赌*'.repeat(5000)],
    ['spaces between all', '赌 '.repeat(5000)],
    ['one symbol, many times', '*'.repeat(10_000)],
  ])('%s', (_name, hostile) => {
    const cost = (text: string): number => {
      let best = Number.POSITIVE_INFINITY
      for (let round = 0; round < 30; round += 1) {
        const start = performance.now()
        normalize(text)
        best = Math.min(best, performance.now() - start)
      }
      return best
    }
    cost(hostile)
    expect(cost(hostile)).toBeLessThan(3 * cost(plain) + 0.3)
  })
})

function cutsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
