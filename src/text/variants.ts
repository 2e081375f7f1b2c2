import { from, to } from 'opencc-js/preset/t2cn'

type Table = ReadonlyMap<string, string>

// OpenCC's converters cost 50 microseconds for one character that nobody saw before; its tables of characters none.
const SIMPLE = charactersOf(to['cn'])
// Hong Kong and Taiwan glyphs apart: 著 is 着 only to the Hong Kong table.
const REGIONAL: readonly Table[] = [charactersOf(from['tw']), charactersOf(from['hk'])]

// To the Taiwan table 么 is 幺 alone; to everybody who writes Simplified it is the 么 of 什么.
const UNCHANGED = '么'

/**
 * Returns the Simplified form of one character, which always has as many UTF-16 units as the character itself.
 * Converted without its neighbours, so 乾 is 干 in 乾坤 too; what is compared is converted the same way.
 * Table: OpenCC, Traditional with Hong Kong and Taiwan variants.
 */
export function simplifyCharacter(character: string): string {
  if (character === UNCHANGED) return character
  const unified = character.normalize()
  const changed = SIMPLE.get(unified) ?? unified
  const simplified = changed === unified ? simplifyRegional(unified) : changed
  return simplified.length === character.length ? simplified : character
}

function simplifyRegional(character: string): string {
  for (const table of REGIONAL) {
    const standard = table.get(character)
    const simplified = standard === undefined ? character : (SIMPLE.get(standard) ?? standard)
    if (simplified !== character) return simplified
  }
  return character
}

/** Reads the entries of one character from OpenCC's groups of tables; where two tables have one, the first counts. */
function charactersOf(groups: (typeof to)[string] = []): Table {
  const table = new Map<string, string>()
  for (const words of groups.flat()) {
    const pairs = typeof words === 'string' ? words.split('|').map((pair) => pair.split(' ')) : words
    for (const [word = '', plain = ''] of pairs) {
      if (word.length <= 2 && [...word].length === 1 && !table.has(word)) table.set(word, plain)
    }
  }
  return table
}

/** Converts Traditional characters one by one to Simplified; length and offsets stay the same. */
export function toSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, simplifyCharacter)
}

/** Tells whether a character is written so in Traditional script only. */
export function isTraditionalOnly(character: string): boolean {
  return simplifyCharacter(character) !== character
}
