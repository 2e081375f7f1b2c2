import { Converter } from 'opencc-js/t2cn'

// Hong Kong and Taiwan glyphs first, then the standard Traditional table: 著 is 着 only to the Hong Kong table.
const CONVERTERS = ['t', 'tw', 'hk'].map((from) => Converter({ from, to: 'cn' }))

// To the Taiwan table 么 is 幺 alone; to everybody who writes Simplified it is the 么 of 什么.
const known = new Map<string, string>([['么', '么']])

/**
 * Returns the Simplified form of one character, which always has as many UTF-16 units as the character itself.
 * Converted without its neighbours, so 乾 is 干 in 乾坤 too; what is compared is converted the same way.
 * Table: OpenCC, Traditional with Hong Kong and Taiwan variants.
 */
export function simplifyCharacter(character: string): string {
  const seen = known.get(character)
  if (seen !== undefined) return seen
  const changed = CONVERTERS.map((convert) => convert(character)).find((result) => result !== character)
  const simplified = changed !== undefined && changed.length === character.length ? changed : character
  known.set(character, simplified)
  return simplified
}

/** Converts Traditional characters one by one to Simplified; length and offsets stay the same. */
export function toSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, simplifyCharacter)
}

/** Tells whether a character is written so in Traditional script only. */
export function isTraditionalOnly(character: string): boolean {
  return simplifyCharacter(character) !== character
}
