import { Converter } from 'opencc-js/cn2t'
import { isTraditionalOnly } from './variants.ts'

const toTraditional = Converter({ from: 'cn', to: 't' })

// The converter costs a microsecond a character, a list of comments has a thousand.
const simplifiedOnly = new Map<string, boolean>()

const HAN = /\p{Script=Han}/gu

// The first characters settle it; a long text need not be read to its end.
const CHARACTERS_READ = 400

/**
 * Names the script of a text for its `lang` attribute; a text without Han is `null`, a tie is Traditional.
 * Characters that both scripts share say nothing: a text of them alone is `zh-Hant`, the site's own script.
 */
export function detectScript(text: string): 'zh-Hant' | 'zh-Hans' | null {
  const characters = text.match(HAN)?.slice(0, CHARACTERS_READ)
  if (!characters) return null
  const traditional = characters.filter(isTraditionalOnly).length
  const simplified = characters.filter(isSimplifiedOnly).length
  return simplified > traditional ? 'zh-Hans' : 'zh-Hant'
}

function isSimplifiedOnly(character: string): boolean {
  const known = simplifiedOnly.get(character)
  if (known !== undefined) return known
  const isOnly = toTraditional(character) !== character
  simplifiedOnly.set(character, isOnly)
  return isOnly
}
