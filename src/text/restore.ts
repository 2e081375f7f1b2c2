import { foldCharacters } from './fold-characters.ts'
import { FOLD_BITS } from './folds/fold.ts'
import { joinAll, type Normalized } from './normalize.ts'
import { dropHanFillers } from './readings/han-fillers.ts'
import { beginParts, joinParts } from './readings/parts.ts'
import { spokenPicture } from './readings/pictures.ts'
import { allocateUnits, firstUnits, type Units, unitsToString } from './units.ts'

/**
 * Normalizes a text once more with its pictures read aloud (👻 is 鬼), its split characters joined (犭句 is 狗) and a Han that
 * parts others left out (冰口毒口出); `undefined` where it has none of them. Prose has such rows by accident, so what is found
 * only here is guessed.
 */
export function restore(normalized: Normalized): Normalized | undefined {
  const { original } = normalized
  const hasPictures = mayHavePicture(original) && PICTURE.test(original)
  const base = hasPictures ? joinAll(speakPictures(original, foldCharacters(original))) : normalized.units
  const baseText = hasPictures ? unitsToString(base) : normalized.text
  const units = dropHanFillers(joinSplit(base, baseText))
  if (units === base && !hasPictures) return undefined
  const text = units === base ? baseText : unitsToString(units)
  return text === normalized.text ? undefined : { original, text, units }
}

// Every picture that is read aloud is a symbol or a keycap; nine in ten texts have none.
const PICTURE = /[\p{Extended_Pictographic}\u{1f000}-\u{1f0ff}]|\u20e3/u

/** Tells whether a text has a unit that pictures have: a look at each costs a tenth of trying the pattern at each. */
function mayHavePicture(original: string): boolean {
  for (let at = 0; at < original.length; at += 1) {
    const unit = original.charCodeAt(at)
    if (unit < FIRST_SIGN ? LATIN_SIGNS.includes(unit) : unit <= LAST_SIGN || isRareSign(unit)) return true
  }
  return false
}

// From ‼ to ⭕; before them © and ®, and after them few but the pairs of plane 1.
const FIRST_SIGN = 0x203c
const LAST_SIGN = 0x2bff
const LATIN_SIGNS = [0xa9, 0xae]
const CJK_SIGNS = [0x3030, 0x303d, 0x3297, 0x3299]

function isRareSign(unit: number): boolean {
  return unit < 0x3400 ? CJK_SIGNS.includes(unit) : unit >= 0xd83c && unit <= 0xd83f
}

function speakPictures(original: string, units: Units): Units {
  const spoken = allocateUnits(units.length)
  let length = 0
  for (let at = 0; at < units.length; at += 1) {
    const start = units.starts[at] ?? 0
    const said = spokenPicture(original, start)
    spoken.codes[length] = said?.charCodeAt(0) ?? units.codes[at] ?? 0
    spoken.starts[length] = start
    spoken.masks[length] = said === undefined ? (units.masks[at] ?? 0) : FOLD_BITS.picture
    spoken.gaps[length] = units.gaps[at] ?? 0
    // All units of a picture are one character, those of the word too that it was folded to (🌶 is 辣椒 and 辣).
    while (said !== undefined && units.starts[at + 1] === start && at + 1 < units.length) at += 1
    spoken.ends[length] = units.ends[at] ?? 0
    length += 1
  }
  return firstUnits(spoken, length)
}

/** Joins the parts of split characters; returns the units themselves where there are none. */
function joinSplit(units: Units, text: string): Units {
  return mayHaveParts(units.codes) ? joinAllParts(units, text) : units
}

function mayHaveParts(codes: readonly number[]): boolean {
  for (let at = 1; at < codes.length; at += 1) if (beginParts(codes[at - 1] ?? 0, codes[at] ?? 0)) return true
  return false
}

function joinAllParts(units: Units, text: string): Units {
  let joined: Units | undefined
  let length = 0
  for (let at = 0; at < units.length; ) {
    const found = joinParts(text, at)
    if (found && !joined) joined = copyOf(units)
    const last = at + (found?.length ?? 1) - 1
    if (joined) {
      joined.codes[length] = found ? found.whole.charCodeAt(0) : (units.codes[at] ?? 0)
      joined.starts[length] = units.starts[at] ?? 0
      joined.ends[length] = units.ends[last] ?? 0
      joined.masks[length] = (units.masks[at] ?? 0) | (found ? FOLD_BITS.parts : 0)
      joined.gaps[length] = units.gaps[at] ?? 0
    }
    length += 1
    at = last + 1
  }
  return joined ? firstUnits(joined, length) : units
}

function copyOf({ codes, starts, ends, masks, gaps, length }: Units): Units {
  return {
    codes: codes.slice(),
    starts: starts.slice(),
    ends: ends.slice(),
    masks: masks.slice(),
    gaps: gaps.slice(),
    length,
  }
}
