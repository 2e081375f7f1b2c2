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

// The whole BMP and more than any text needs past it; a flood of rare characters must not fill the memory.
const MAX_KNOWN = 80_000

const known = new Map<number, Folded>()

// Half a character must not find another half when what stood between them is dropped.
const BROKEN: Folded = { text: '\ufffd', mask: 0 }

/** Folds one code point until nothing changes; folding its result again changes nothing. */
export function foldCharacter(codePoint: number): Folded {
  const seen = known.get(codePoint)
  if (seen) return seen
  const folded = isLoneSurrogate(codePoint) ? BROKEN : foldToEnd(String.fromCodePoint(codePoint))
  if (known.size < MAX_KNOWN) known.set(codePoint, folded)
  return folded
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
