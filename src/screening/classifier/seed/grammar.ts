/** Sentences with places to fill. */
export interface SeedGrammar {
  /** A category code, or `benign`. */
  readonly label: string
  /** Each with places like `{site}`, or `{site?}` for one that is left empty half the time, and choices like `[a|b]`. */
  readonly sentences: readonly string[]
  /** What may stand in a place, parted by spaces; `_` stands for a space inside one. May have places of its own. */
  readonly words: Readonly<Record<string, string>>
  /** The lists whose words say the label by themselves. */
  readonly telling?: readonly string[]
}

const PLACE = /\{([a-z]+\d*)(\??)\}|\[([^[\]|]*\|[^[\]]*)\]/g
// A place inside a place inside a place is as deep as any grammar goes.
const DEEPEST = 5

/** What a grammar wrote, and the place of the sentence that it filled. */
export interface WrittenSeed {
  readonly text: string
  readonly sentence: number
}

/** Writes one sentence of a grammar; the same numbers give the same sentence. A place without words is an error. */
export function writeSeed(grammar: SeedGrammar, random: () => number): WrittenSeed {
  const sentence = Math.floor(random() * grammar.sentences.length)
  return { text: fill(grammar.sentences[sentence] ?? '', { words: grammar.words, random }), sentence }
}

/** Returns the words that say a grammar's label by themselves; those with places of their own are left out. */
export function tellingWords({ words, telling = [] }: SeedGrammar): readonly string[] {
  return telling
    .flatMap((list) => (words[list] ?? '').split(' '))
    .filter((word) => word.length > 1 && !word.includes('{'))
    .map((word) => word.replaceAll('_', ' '))
}

/** Names each place that has no words, for the grammar's own test. */
export function emptyPlaces({ sentences, words }: SeedGrammar): readonly string[] {
  const texts = [...sentences, ...Object.values(words)]
  const places = texts.flatMap((text) => [...text.matchAll(PLACE)].flatMap(([, place]) => place ?? []))
  return [...new Set(places)].filter((place) => words[place] === undefined && place !== 'digits' && place !== 'code')
}

interface Source {
  readonly words: SeedGrammar['words']
  readonly random: () => number
}

function fill(text: string, source: Source, depth = 0): string {
  const { words, random } = source
  if (depth > DEEPEST) return text
  const filled = text.replace(PLACE, (_, place?: string, optional?: string, choices?: string) => {
    if (choices !== undefined) return pick(choices.split('|'), random)
    if (optional === '?' && random() < 0.5) return ''
    if (place === 'digits') return digits(random)
    if (place === 'code') return code(random)
    return pick((words[place ?? ''] ?? '').split(' '), random).replaceAll('_', ' ')
  })
  return filled === text ? text : fill(filled, source, depth + 1)
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? ''
}

/** A number as accounts and telephones are: six to eleven digits. */
function digits(random: () => number): string {
  const length = 6 + Math.floor(random() * 6)
  return Array.from({ length }, () => Math.floor(random() * 10)).join('')
}

/** A name as accounts are: a few letters and some digits. */
function code(random: () => number): string {
  const letters = Array.from({ length: 2 + Math.floor(random() * 4) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  )
  const numbers = Array.from({ length: 1 + Math.floor(random() * 5) }, () => Math.floor(random() * 10))
  return random() < 0.2 ? [...numbers, ...letters].join('') : [...letters, ...numbers].join('')
}
