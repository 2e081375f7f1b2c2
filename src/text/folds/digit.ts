import type { CharacterFold } from './fold.ts'

const DECIMAL = /^\p{Nd}$/u

// Negative and sans-serif circled digits, which NFKC leaves alone; each run starts at one, zero stands apart.
const CIRCLED_RUNS: readonly (readonly [first: number, value: number])[] = [
  [0x2776, 1],
  [0x2780, 1],
  [0x278a, 1],
]
const CIRCLED_ZEROS = new Set([0x24ff, 0x1f10b, 0x1f10c])

/** Writes a decimal digit of any script, and circled digits that NFKC leaves alone, as 0 to 9. */
export const digit: CharacterFold = {
  name: 'digit',
  fold(character) {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint < 0x80) return character
    if (CIRCLED_ZEROS.has(codePoint)) return '0'
    for (const [first, value] of CIRCLED_RUNS) {
      if (codePoint >= first && codePoint < first + 10) return String(codePoint - first + value)
    }
    return DECIMAL.test(character) ? String(decimalValue(codePoint)) : character
  },
  examples: [
    ['٣', '3'],
    ['५', '5'],
    ['❺', '5'],
    ['➉', '10'],
    ['⓿', '0'],
    ['𝟗', '9'],
    ['九', '九'],
  ],
}

/** Unicode keeps the digits of a script together, zero first; runs that touch follow each other in tens. */
function decimalValue(codePoint: number): number {
  let first = codePoint
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first -= 1
  return (codePoint - first) % 10
}
