import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldNames } from '../../src/text/folds/fold.ts'
import { foldMask, normalize, originalSpan } from '../../src/text/normalize.ts'
import { cost, processorTime } from '../cost.ts'

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
      '&',
      '#',
      '&#22269;',
      '&amp;',
      '%E5%8A%A0',
      ';',
      '丶',
      '丨',
      '【',
      '】',
      '[',
      ']',
      '口',
      '√',
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
    ['约x炮x群', '约炮群', ['spaced']],
    ['約+炮+群', '约炮群', ['script', 'spaced']],
    ['约,炮,群', '约炮群', ['spaced']],
    ['约。炮。群', '约炮群', ['spaced']],
    ['加丶薇丶信', '加薇信', ['spaced']],
    ['加丨薇丨信', '加薇信', ['spaced']],
    ['赌1博1网1站', '赌博网站', ['spaced']],
    ['国xy产xy精xy品', '国产精品', ['spaced']],
    ['国*x*产*x*精*x*品', '国产精品', ['spaced']],
    ['有意的加*v*x', '有意的加vx', ['separator']],
    ['老铁们加 v 信详谈', '老铁们加v信详谈', ['space']],
    ['喜欢加.v.信', '喜欢加v信', ['space']],
    ['这里有冰。毒。出。售', '这里有冰毒出售', ['spaced', 'space']],
    ['平台冰、毒、出、售', '平台冰毒出售', ['space']],
    ['枪[心]支[心]出', '枪支出', ['spaced']],
    ['真<br>人<br>百', '真人百', ['spaced']],
    ['群加【微】【信】吧', '群加微信吧', ['spaced']],
  ])('%s is read as %s', (written, plain, folds) => {
    const normalized = normalize(written)
    expect(normalized.text).toBe(plain)
    expect(foldNames(foldMask(normalized, 0, plain.length))).toEqual(folds)
  })

  test.each([
    ['我们去赌，博一把', '我们去赌,博一把'],
    ['他说不赌。博物馆见', '他说不赌。博物馆见'],
    ['第一行\n第二行', '第一行\n第二行'],
    ['1、2、3、4', '1、2、3、4'],
    ['iPhone 16 Pro', 'iphone 16 pro'],
    ['[捂脸]好的', '[捂脸]好的'],
    ['東、西南北', '东、西南北'],
    ['風、雨、雪', '风、雨、雪'],
    ['我吃飯，好，走吧', '我吃饭,好,走吧'],
    ['第 3 名', '第 3 名'],
    ['iPhone*X*好', 'iphone*x*好'],
    ['【快訊】【獨家】來了', '【快讯】【独家】来了'],
    ['買1送1', '买1送1'],
    ['12月12日', '12月12日'],
    ['一+一', '一+一'],
    ['5x5=25', '5x5=25'],
    ['A股B股C股', 'a股b股c股'],
    ['又高又大又帥', '又高又大又帅'],
    ['1v1單挑', '1v1单挑'],
  ])('%s keeps its borders', (written, plain) => {
    expect(normalize(written).text).toBe(plain)
  })
})

describe('encoded characters', () => {
  test.each([
    ['&#22269;&#20135;', '国产', ['encoded']],
    ['&#x56FD;&#X4EA7;', '国产', ['encoded']],
    ['賭&zwj;博', '赌博', ['script', 'encoded']],
    ['&amp;#36889;', '这', ['script', 'encoded']],
    ['&#&#50;2269;', '国', ['encoded']],
    ['%E5%8A%A0', '加', ['encoded']],
  ])('%s is read as %s', (written, plain, folds) => {
    const normalized = normalize(written)
    expect(normalized.text).toBe(plain)
    expect(foldNames(foldMask(normalized, 0, plain.length))).toEqual(expect.arrayContaining(folds.slice(-1)))
    expect(originalSpan(normalized, 0, plain.length).text).toBe(written)
  })

  test.each(['Q&A;', 'AT&T', '50%E', '100%', '&#0;', '&#9999999;', '&unknown;', 'a&b;c'])('%s is no code', (text) => {
    expect(normalize(text).text).toBe(text.toLowerCase())
  })
})

test('a span covers all that the reader wrote for it', () => {
  const normalized = normalize('去賭❤️博吧')
  const at = normalized.text.indexOf('赌博')
  expect(originalSpan(normalized, at, at + 2)).toEqual({ start: 1, end: 5, text: '賭❤️博' })
})

// Normalizing is a tenth of screening: what costs ten times as much here makes the whole screen twice as slow.
const MOST_TIMES_PLAIN = 10

describe('60,000 hostile characters cost at most ten times as much to normalize as plain ones', () => {
  test.each([
    ['nested marks', '\u0301\u0323\u0f71'],
    ['emoji only', '😂'],
    ['characters that expand', 'ﷺ㍿½'],
    ['alternating scripts', '賭а１🇻ᴠ'],
    ['separators between all', '赌*'],
    ['spaces between all', '赌 '],
    ['symbols between letters', 'V*'],
    ['circled digits', '①②③'],
    ['a letter between all', '赌x'],
    ['a letter between most', '赌x博x网'],
    ['entities', '&#22269;'],
    ['broken entities', '&#222'],
    ['ends of entities', ';'],
    ['percents', '%E5%8A%A0'],
    ['one symbol, many times', '*'],
  ])('%s', (_name, unit) => {
    expect(costOf(filled(unit)) / costOf(filled('今天天氣很好我們一起去公園散步吧'))).toBeLessThan(MOST_TIMES_PLAIN)
  })

  test('emoji, after a flood of characters that nobody uses', () => {
    for (let first = 0xf0000; first < 0x10a000; first += 5000) normalize(distinct(first, 5000))
    expect(costOf(filled('😂')) / costOf(filled('今天天氣很好我們一起去公園散步吧'))).toBeLessThan(MOST_TIMES_PLAIN)
  })

  test('rare ideographs at first sight, twenty times', () => {
    const fresh = Array.from({ length: 8 }, (_, at) => distinct(0x20000 + at * 5000, 5000))
    const best = Math.min(...fresh.map((text) => processorTime(() => normalize(text))))
    expect(best / costOf(filled('今天天氣很好我們一起去公園散步吧'))).toBeLessThan(20)
  })
})

function filled(unit: string): string {
  return unit.repeat(Math.ceil(60_000 / unit.length))
}

function distinct(first: number, count: number): string {
  return Array.from({ length: count }, (_, at) => String.fromCodePoint(first + at)).join('')
}

function costOf(text: string): number {
  return cost(() => normalize(text))
}

function cutsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
