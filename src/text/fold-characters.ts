import { foldCharacter } from './fold-character.ts'
import { FOLD_BITS } from './folds/fold.ts'
import { allocateUnits, firstUnits, type Units } from './units.ts'

const ONE_UNIT = 1
const OTHER = 2

// What each BMP unit folds to, learnt on first sight: nine in ten characters of a comment take one look-up.
const kinds = new Uint8Array(0x10000)
const targets = new Uint16Array(0x10000)
const maskOf = new Uint32Array(0x10000)

/** Folds every character by itself; each unit of the result knows the range of the original it stands for. */
export function foldCharacters(original: string): Units {
  const units = allocateUnits(original.length)
  let length = 0
  let gap = 0
  for (let at = 0; at < original.length; ) {
    const unit = original.charCodeAt(at)
    const kind = kinds[unit] || learn(unit)
    if (kind === ONE_UNIT) {
      units.codes[length] = targets[unit] ?? 0
      units.starts[length] = at
      units.ends[length] = at + 1
      units.masks[length] = maskOf[unit] ?? 0
      units.gaps[length] = gap
      length += 1
      gap = 0
      at += 1
      continue
    }
    const codePoint = original.codePointAt(at) ?? unit
    const end = at + (codePoint > 0xffff ? 2 : 1)
    const folded = foldCharacter(codePoint)
    for (let index = 0; index < folded.text.length; index += 1) {
      units.codes[length] = folded.text.charCodeAt(index)
      units.starts[length] = at
      units.ends[length] = end
      units.masks[length] = folded.mask
      units.gaps[length] = gap
      length += 1
      gap = 0
    }
    if (folded.text === '') gap |= isSelector(codePoint) ? 0 : folded.mask
    at = end
  }
  return firstUnits(units, length)
}

function learn(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff
  const folded = isSurrogate ? undefined : foldCharacter(unit)
  const isOneUnit = folded?.text.length === 1
  const kind = isOneUnit ? ONE_UNIT : OTHER
  kinds[unit] = kind
  if (folded && isOneUnit) {
    targets[unit] = folded.text.charCodeAt(0)
    maskOf[unit] = folded.mask & ~FOLD_BITS.case
  }
  return kind
}

/** Keyboards put variation selectors and keycap marks after emoji unasked: they are no sign of evasion. */
function isSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || codePoint === 0x20e3
}
