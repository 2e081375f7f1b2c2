import type { Normalized } from '../../text/normalize.ts'
import type { Detector } from './detector.ts'
import { latinOnly } from './latin-only.ts'

// After each letter those that hardly ever follow it in an English word, a name or a row of pinyin: found by counting the
// words of English documentation, less what Slavic, German and Indian names have.
const UNLIKELY_AFTER: Readonly<Record<string, string>> = {
  b: 'cfgkqwxz',
  c: 'bdfgjmpqvwx',
  d: 'bcfkqxz',
  f: 'bcdghjkmnpqvwxz',
  g: 'bcdfjkpqvxz',
  h: 'bcdfghjkpqvxz',
  j: 'bcdfghjklmnpqrstvwxyz',
  k: 'cdfgjpqvxz',
  l: 'jqrwxz',
  m: 'dfgjkqrtvwxz',
  p: 'bcdfgjkqvwxz',
  q: 'bcdefghjklmnopqrstvwxyz',
  r: 'jqx',
  s: 'dgjqvx',
  t: 'dgjkqvx',
  v: 'bcdfghjkmnpqtwxz',
  w: 'cfgjkpqvxz',
  x: 'bdfgjkmnqrsvwz',
  y: 'fhjkqvx',
  z: 'bcdfgjkpqrstvwx',
}
const UNLIKELY = new Set(
  Object.entries(UNLIKELY_AFTER).flatMap(([letter, followers]) => [...followers].map((next) => letter + next)),
)

// Shorter rows of consonants are initials: yyds, xswl, zqsg.
const MIN_LETTERS = 8
const MIN_UNLIKELY = 4
const MIN_KINDS = 3
const MIN_UNLIKELY_SHARE = 0.28
const WEIGHT = 0.52

/** A comment of nothing but letters that make no word of any language: dsajkdhaskjd; beside other words it is a sigh. */
export const gibberish: Detector = {
  name: 'gibberish',
  isContact: false,
  detect: ({ text }: Normalized) =>
    latinOnly(text, MIN_LETTERS)
      .filter(({ word }) => isUnreadable(word))
      .map(({ word, start }) => ({ start, end: start + word.length, category: 'meaningless', weight: WEIGHT })),
  examples: {
    hits: [
      'dsajkdhaskjd',
      'Fjdkslgjh',
      'hjkgfdkjhgkj!!',
      'ｄｓｊｋｆｈｓｄｋｊｆ',
      'sdfkjhsdfk wqkjdhqwkd',
      '「xcvkjhzxkjh」',
    ],
    misses: [
      'Schwarzenegger',
      'Krzysztof Piatek',
      'Kvaratskhelia',
      'Knightsbridge',
      'zhongguorenminwansui',
      'jiayouzhongguodui',
      'congratulations',
      'Wszystkiego najlepszego',
      'yyds xswl awsl',
      'xswlhhhhhhhh',
      'BGMBGMBGM',
      'XboxSeriesX',
      'BV1GJ411x7h7',
      'sha256: 9f86d081884c7d659a2feaa0c55ad015',
      'github.com/kjhgfdkj',
      '我真的dsajkdhaskjd',
      '这个项目叫xkcdfghjk吗',
      'HTTPS and JSON',
      'Mbappe! Griezmann!',
    ],
  },
}

/** Doubled letters count for nothing: they draw out a sound, as in hhhhhh. */
function isUnreadable(word: string): boolean {
  const kinds = new Set<string>()
  let unlikely = 0
  for (let at = 0; at + 1 < word.length; at += 1) {
    const pair = word.slice(at, at + 2)
    if (pair[0] === pair[1] || !UNLIKELY.has(pair)) continue
    unlikely += 1
    kinds.add(pair)
  }
  return unlikely >= MIN_UNLIKELY && kinds.size >= MIN_KINDS && unlikely / (word.length - 1) >= MIN_UNLIKELY_SHARE
}
