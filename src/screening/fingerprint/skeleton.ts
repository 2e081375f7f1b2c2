import type { Normalized } from '../../text/normalize.ts'
import { syllableOf } from '../../text/readings/syllables.ts'
import { classOfAstral, classOfUnit, UNIT_CLASS } from '../../text/unit-class.ts'
import { stringOfCodes } from '../../text/units.ts'

const ZERO = '0'.charCodeAt(0)
const NINE = '9'.charCodeAt(0)
const PLUS = '+'.charCodeAt(0)

/**
 * Returns a text's skeleton: its letters, and its Han each as its commonest syllable; a run of digits is one 0.
 * Equal for texts that differ only in digits, symbols, spaces, case, script, or in Han that sound alike.
 * Linear in the length of the text.
 */
export function skeletonOf({ units: { codes, length } }: Normalized): string {
  const kept: number[] = []
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0
    if (isHighSurrogate(code) && isAstralHan(code, codes[at + 1] ?? 0)) {
      kept.push(code, codes[at + 1] ?? 0)
      at += 1
      continue
    }
    const letter = letterOf(code)
    if (letter === 0 || (letter === ZERO && kept.at(-1) === ZERO)) continue
    kept.push(letter)
  }
  return stringOfCodes(kept)
}

/** Returns what stands for a unit in the skeleton, 0 for what is left out. */
function letterOf(code: number): number {
  if (code >= ZERO && code <= NINE) return ZERO
  const unitClass = classOfUnit(code)
  if (unitClass === UNIT_CLASS.han) return syllableOf(code) || code
  const isLetter = unitClass === UNIT_CLASS.alphanumeric || unitClass === UNIT_CLASS.letter
  return isLetter && code !== PLUS ? code : 0
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isAstralHan(high: number, low: number): boolean {
  if (low < 0xdc00 || low > 0xdfff) return false
  return classOfAstral((high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000) === UNIT_CLASS.han
}
