import { countDigits } from './count-digits.ts'
import { spelledDigits } from './numerals.ts'

/** A row of digits as it was written, in groups or not. */
export interface DigitRow {
  readonly start: number
  readonly end: number
  /** Without what parts them; an x may end it, as in identity numbers. */
  readonly digits: string
}

const ROW = /(?<![\da-z.@/=#_-])\d(?:[\s\-*★☆~·]{0,2}\d){13,18}(?:[\s\-*★☆~·]{0,2}x)?(?![\da-z%])/g
const MIN_DIGITS = 14

/** Finds rows of 14 to 19 digits in a normalized text, numerals read as digits; parts of longer codes are none. */
export function digitRows(text: string): DigitRow[] {
  if (countDigits(text) < MIN_DIGITS) return []
  return [...spelledDigits(text).matchAll(ROW)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    digits: match[0].replace(/[^\dx]/g, ''),
  }))
}
