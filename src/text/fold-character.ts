import { letterCase } from './folds/case.ts'
import { digit } from './folds/digit.ts'
import { type CharacterFold, FOLD_BITS } from './folds/fold.ts'
import { invisible } from './folds/invisible.ts'
import { letter } from './folds/letter.ts'
import { mark } from './folds/mark.ts'
import { script } from './folds/script.ts'
import { symbol } from './folds/symbol.ts'
import { width } from './folds/width.ts'

/** All folds of single characters, in the order in which they apply. */
export const CHARACTER_FOLDS: readonly CharacterFold[] = [
  invisible,
  symbol,
  digit,
  width,
  letter,
  mark,
  letterCase,
  script,
]

/** The plain form of a character, and which folds led there. */
export interface Folded {
  readonly text: string
  readonly mask: number
}

// One fold can open the way for another (㎎ is m and g, Ⓥ is V is v); a form settles within three rounds.
const MAX_ROUNDS = 4

// Planes 0 and 1 have all that a fold changes, but for compatibility ideographs: a table of them never needs to forget.
const known: (Folded | undefined)[] = new Array(0x20000)

// Half a character must not find another half when what stood between them is dropped.
const BROKEN: Folded = { text: '\ufffd', mask: 0 }

/** Folds one code point until nothing changes; folding its result again changes nothing. */
export function foldCharacter(codePoint: number): Folded {
  const seen = known[codePoint]
  if (seen) return seen
  const folded = foldFirst(codePoint)
  if (codePoint < known.length) known[codePoint] = folded
  return folded
}

// Ideographs of planes 2 and 3, and those among them that only stand for others.
const FIRST_RARE_HAN = 0x20000
const FIRST_COMPATIBLE = 0x2f800
const LAST_COMPATIBLE = 0x2fa1f
const LAST_RARE_HAN = 0x3ffff
// Tags and variation selectors, and the places kept for more of them.
const FIRST_TAG = 0xe0000
const LAST_TAG = 0xe0fff

/** Folds a code point that was not seen before: cheaply where only one fold could change it, whoever writes thousands. */
function foldFirst(codePoint: number): Folded {
  if (isLoneSurrogate(codePoint)) return BROKEN
  const character = String.fromCodePoint(codePoint)
  if (isPrivate(codePoint)) return { text: character, mask: 0 }
  if (codePoint < FIRST_RARE_HAN || (codePoint >= FIRST_COMPATIBLE && codePoint <= LAST_COMPATIBLE)) {
    return foldToEnd(character)
  }
  if (codePoint >= FIRST_TAG && codePoint <= LAST_TAG) return { text: '', mask: FOLD_BITS.invisible }
  const text = codePoint <= LAST_RARE_HAN ? script.fold(character) : character
  return { text, mask: text === character ? 0 : FOLD_BITS.script }
}

function isPrivate(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000
}

function isLoneSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff
}

function foldToEnd(character: string): Folded {
  let text = character
  let mask = 0
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = text
    for (const fold of CHARACTER_FOLDS) {
      const after = Array.from(text, (one) => fold.fold(one)).join('')
      if (after !== text) mask |= FOLD_BITS[fold.name]
      text = after
    }
    if (text === before) break
  }
  return { text, mask }
}
