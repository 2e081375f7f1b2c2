import type { Explanation } from '../screening/explain.ts'
import type { Style } from './terminal-style.ts'
import { printable } from './terminal-text.ts'

type Hit = Explanation['hits'][number]
type Match = Explanation['idle'][number]

const MAX_QUOTED_COLUMNS = 40

/** Writes the hits under the numbers of their caret lines, each with what the boundary check saw. */
export function hitLines({ hits }: Explanation, style: Style): string[] {
  return hits.map(({ hit, match }: Hit, at) => {
    const { entry, rule, category, weight, folds } = hit
    const name = entry === null ? rule : `entry 「${printable(entry)}」`
    const read = folds.length === 0 ? '' : `, read by ${folds.join(', ')}`
    const bounds = match?.words ? `, between the words ${wordsText(match.words)}` : ''
    return `${style.red(String(at + 1))}  ${name}  ${category} ${weight}${changed(weight, match)}${read}${bounds}`
  })
}

function changed(weight: number, match: Match | undefined): string {
  if (!match || weight === match.weight) return ''
  return ` (${match.weight}, and ${weight > match.weight ? 'more for being hidden' : 'less for being guessed at or reported'})`
}

// A text of ten thousand characters has thousands of them, and nobody reads past a screen.
const MAX_IDLE = 40

/** Writes the entries that stand in the text and do not count, each with the reason; of many the first, and how many more. */
export function idleLines({ idle }: Explanation): string[] {
  const lines = idle.slice(0, MAX_IDLE).map((match) => {
    const { entry, text, category, weight } = match
    const quoted = text === entry ? '' : ` in 「${printable(text, MAX_QUOTED_COLUMNS)}」`
    return `「${printable(entry)}」${quoted}  ${category} ${weight}: ${reason(match)}`
  })
  return idle.length > MAX_IDLE ? [...lines, `and ${idle.length - MAX_IDLE} more`] : lines
}

function reason({ standing, words, company }: Match): string {
  switch (standing) {
    case 'allowed':
      return 'it lies inside an allow entry'
    case 'inside_word':
      return words ? `a word reaches across its end: ${wordsText(words)}` : 'it is cut out of a longer word'
    case 'alone':
      return `it needs company (${company.join(' or ')}) and has none nearby`
    case 'nested':
      return 'a longer entry of its category contains it'
    case 'outweighed':
      return 'a heavier entry of its category stands in it'
    case 'repeated':
      return 'it counts in many other places'
    case 'said':
      return 'a guess, and plain characters there say so already, or say otherwise'
    case 'counts':
      return 'it counts'
    default:
      return standing satisfies never
  }
}

function wordsText(words: readonly string[]): string {
  return printable(words.join('|'), MAX_QUOTED_COLUMNS)
}
