import { Converter } from 'opencc-js/cn2t'
import { isTraditionalOnly } from './variants.ts'

const toTraditional = Converter({ from: 'cn', to: 't' })

const HAN = /\p{Script=Han}/gu

// The first characters settle it; a long text need not be read to its end.
const CHARACTERS_READ = 400

/**
 * Names the script of a text for its `lang` attribute; a text without Han is `other`, a tie is Traditional.
 * Characters that both scripts share say nothing: a text of them alone is `zh-Hant`, the site's own script.
 */
export function detectScript(text: string): 'zh-Hant' | 'zh-Hans' | 'other' {
  const characters = text.match(HAN)?.slice(0, CHARACTERS_READ)
  if (!characters) return 'other'
  const traditional = characters.filter(isTraditionalOnly).length
  const simplified = characters.filter((character) => toTraditional(character) !== character).length
  return simplified > traditional ? 'zh-Hans' : 'zh-Hant'
}
