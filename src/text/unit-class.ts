/** What a UTF-16 unit of folded text is to the joining of separated characters. */
export const UNIT_CLASS = {
  unknown: 0,
  han: 1,
  alphanumeric: 2,
  /** Letters of other scripts, and the plus sign, which is read as 加. */
  letter: 3,
  /** Nobody writes these between two characters of a word in prose: symbols, emoji, asterisks. */
  odd: 4,
  /** Found inside words by carelessness as often as by intent: spaces, dots, dashes. */
  weak: 5,
  /** Ends a sentence, a clause or a line, or opens a quotation. */
  hard: 6,
} as const

const HAN = /[\p{Script=Han}々〇]/u
const LETTER = /[\p{L}\p{N}+]/u
const WEAK = /[\p{Zs}\t.\-/|·•‧・﹒_]/u
const HARD = /[\p{Zl}\p{Zp}\p{Cc}\p{Ps}\p{Pe}\p{Pi}\p{Pf},!?:;。、@"'…—]/u

const classes = new Uint8Array(0x10000)

/** Classifies a UTF-16 unit; both halves of a surrogate pair are asked for as one by `classOfAstral`. */
export function classOfUnit(unit: number): number {
  const known = classes[unit]
  if (known) return known
  const found = classify(String.fromCharCode(unit))
  classes[unit] = found
  return found
}

/** Classifies a code point past the BMP: ideographs are Han, everything else is a symbol. */
export function classOfAstral(codePoint: number): number {
  return HAN.test(String.fromCodePoint(codePoint)) ? UNIT_CLASS.han : UNIT_CLASS.odd
}

// A stroke that is no word: between characters it is a dot.
const STROKE = '丶'

function classify(character: string): number {
  if (character === STROKE) return UNIT_CLASS.odd
  if (HAN.test(character)) return UNIT_CLASS.han
  if (/[a-z0-9]/.test(character)) return UNIT_CLASS.alphanumeric
  if (LETTER.test(character)) return UNIT_CLASS.letter
  if (WEAK.test(character)) return UNIT_CLASS.weak
  return HARD.test(character) ? UNIT_CLASS.hard : UNIT_CLASS.odd
}

// A look into a table costs less than hashing, and every unit of every text is asked for.
const closings = new Uint16Array(0x10000)
for (const pair of '() [] <> {} 【】 〔〕 〖〗 《》 〈〉 「」 『』 “” ‘’'.split(' ')) {
  closings[pair.charCodeAt(0)] = pair.charCodeAt(1)
}

/** Returns the unit that closes what a bracket opens, 0 for what is no opening bracket. */
export function closingOf(unit: number): number {
  return closings[unit] ?? 0
}
