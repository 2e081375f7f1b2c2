import { type Normalized, normalize } from './normalize.ts'
import { syllableOf } from './readings/syllables.ts'
import { classOfAstral, classOfUnit, UNIT_CLASS } from './unit-class.ts'
import { stringOfCodes } from './units.ts'

/** A text as it is searched. Both hold letters, digits and Han alone, and are equally long. */
export interface SearchForm {
  /** As it is written once normalized: without its signs and spaces, in small letters and Simplified. */
  readonly written: string
  /** The same with each Han character as its commonest syllable, one unit for one. */
  readonly spoken: string
}

const PLUS = '+'.charCodeAt(0)

/**
 * Returns the forms in which a text is searched: what is equal in one script is so in the other, and what is written
 * with other Han of the same sounds (加薇信 for 加微信) is equal as spoken. Linear in the length of the text.
 */
export function searchFormOf({ units: { codes, length } }: Normalized): SearchForm {
  const written: number[] = []
  const spoken: number[] = []
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0
    if (isHighSurrogate(code)) {
      const low = codes[at + 1] ?? 0
      if (!isAstralHan(code, low)) continue
      written.push(code, low)
      spoken.push(code, low)
      at += 1
      continue
    }
    if (!isSearched(code)) continue
    written.push(code)
    spoken.push(syllableOf(code) || code)
  }
  return { written: stringOfCodes(written), spoken: stringOfCodes(spoken) }
}

/** Returns the written form of a title or a name. */
export function writtenForm(text: string): string {
  return searchFormOf(normalize(text)).written
}

function isSearched(code: number): boolean {
  const unitClass = classOfUnit(code)
  if (unitClass === UNIT_CLASS.letter) return code !== PLUS
  return unitClass === UNIT_CLASS.han || unitClass === UNIT_CLASS.alphanumeric
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isAstralHan(high: number, low: number): boolean {
  if (low < 0xdc00 || low > 0xdfff) return false
  return classOfAstral((high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000) === UNIT_CLASS.han
}
