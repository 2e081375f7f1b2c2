import { foldCharacter } from '../../text/fold-character.ts'
import { countGraphemes } from '../../text/graphemes.ts'
import type { Finding } from '../evidence.ts'
import type { CategoryCode } from '../taxonomy.ts'

/** A rule about how a nickname is written, whatever it says; its examples are its test. */
interface ShapeRule {
  readonly rule: string
  readonly category: CategoryCode
  readonly weight: number
  /** Returns the part of the name at fault, spelled so that it can be seen; `undefined` where the name is in order. */
  readonly find: (name: string) => string | undefined
  readonly examples: { readonly hits: readonly string[]; readonly misses: readonly string[] }
}

// A family of pictures is held together by joiners, and selectors choose a picture's colour.
const PICTURE =
  /[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*/gu
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u
// In these scripts a joiner between two letters is spelling: Persian, Hindi and Sinhala cannot be written without.
const JOINING =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}]'
const JOINED = new RegExp(`(?<=${JOINING})[\\u200c\\u200d](?=${JOINING})`, 'gu')
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const PILED_MARKS = /(?:(?!\ufe0f|\u20e3)\p{M}){4,}/u
const MAX_GRAPHEMES = 20
const MAX_UNITS = 200

/** Every rule of this kind; a name may break several. */
export const SHAPE_RULES: readonly ShapeRule[] = [
  {
    rule: 'name-blank',
    category: 'meaningless',
    weight: 0.6,
    find: (name) => (isBlank(name) ? spelledOut(name) : undefined),
    examples: {
      hits: ['', '   ', '\u200b', '\u3164', '\u2800\u2800', '\u0301\u0302', '\ufe0f'],
      misses: ['。', '🌸', 'ㄅ', '1'],
    },
  },
  {
    rule: 'name-bidi',
    category: 'evasion',
    weight: 0.6,
    find: (name) => spelledMatch(BIDI, name),
    examples: { hits: ['小明\u202e', '\u2066abc\u2069', 'a\u200fb'], misses: ['小明', 'שלום', '👨\u200d👩\u200d👧'] },
  },
  {
    rule: 'name-invisible',
    category: 'evasion',
    weight: 0.5,
    find: (name) => (isBlank(name) ? undefined : spelledMatch(UNSEEN, withoutSpelling(name))),
    examples: {
      hits: ['小\u200b明', '小明\u2060', '小\u00ad明', '\u3164小明', '小\u200c明', 'سارا\u200c\u200cجان'],
      misses: ['小明', '👨\u200d👩\u200d👧一家', '❤️小明', '1️⃣號', '小 明', 'می\u200cخواهم', 'ශ්\u200dරී', 'क्\u200dष'],
    },
  },
  {
    rule: 'name-marks',
    category: 'evasion',
    weight: 0.5,
    find: (name) => (isBlank(name) ? undefined : spelledMatch(PILED_MARKS, name)),
    examples: {
      hits: ['小\u0300\u0301\u0302\u0303\u0304明', 'a\u0489\u0489\u0489\u0489'],
      misses: ['José', 'Nguyễn', 'e\u0301', 'ngu\u031b\u0301', '🏳️‍🌈'],
    },
  },
  {
    rule: 'name-long',
    category: 'meaningless',
    weight: 0.5,
    find: (name) =>
      name.length > MAX_UNITS || countGraphemes(name) > MAX_GRAPHEMES ? name.slice(0, MAX_GRAPHEMES) : undefined,
    examples: {
      hits: ['名字'.repeat(11), 'e\u0301'.repeat(150)],
      misses: ['名字'.repeat(10), '👨\u200d👩\u200d👧'.repeat(5)],
    },
  },
  {
    rule: 'name-scripts',
    category: 'impersonation',
    weight: 0.5,
    find: findMixedWord,
    examples: {
      hits: ['аdmin', 'Μartin', 'pаypal客服', 'Сhris'],
      misses: ['admin2', 'Иван', 'Ωmega', 'αβγ', 'café', 'Борис Smith', 'Δt'],
    },
  },
]

/** Says what is odd about the way a nickname is written; it has no span, for what is odd may not be seen. */
export function findOddShape(name: string): Finding[] {
  return SHAPE_RULES.flatMap(({ rule, category, weight, find }) => {
    const part = find(name)
    return part === undefined ? [] : { rule, category, weight, detail: { part } }
  })
}

const BIDI_ALL = new RegExp(BIDI.source, 'gu')

function withoutSpelling(name: string): string {
  return name.replace(BIDI_ALL, '').replace(PICTURE, '').replace(JOINED, '')
}

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

function isBlank(name: string): boolean {
  return !SEEN.test(name.replace(/[\u2800\p{Default_Ignorable_Code_Point}]/gu, ''))
}

// Letters that stand together; a space or a sign begins another word, which may be in another script.
const WORD = /\p{L}+/gu
const LATIN = /\p{Script=Latin}/u
const OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Armenian}]/gu

/** Finds a word of Latin letters in which a letter of another script stands for the Latin one that looks the same. */
function findMixedWord(name: string): string | undefined {
  return name.match(WORD)?.find((word) => LATIN.test(word) && (word.match(OTHER) ?? []).some(looksLatin))
}

function looksLatin(letter: string): boolean {
  return letter !== 'Ω' && letter !== 'ω' && /^[a-z]$/.test(foldCharacter(letter.codePointAt(0) ?? 0).text)
}

function spelledMatch(pattern: RegExp, name: string): string | undefined {
  const found = pattern.exec(name)?.[0]
  return found === undefined ? undefined : spelledOut(found)
}

// A handful names the kind.
const MAX_SPELLED = 4

function spelledOut(part: string): string {
  const codes = Array.from(part).slice(0, MAX_SPELLED)
  return codes.map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
}
