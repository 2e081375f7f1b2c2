import { disguiseText } from './disguise-text.ts'
import { SEED_GRAMMARS } from './seed/all.ts'
import { type SeedGrammar, tellingWords, writeSeed } from './seed/grammar.ts'

/** A text that a model learns from. */
export interface TrainingText {
  readonly text: string
  /** A category code or `benign`. */
  readonly label: string
  /** How many texts this one counts for. */
  readonly weight: number
  /** Whether it was made from another text, in disguise or as a piece of it: then it shows nothing of how people write. */
  readonly isMade?: boolean
  /** The place of the judged row that it was made from; `undefined` for the seed corpus. */
  readonly row?: number
  /** The sentence of the seed corpus that it fills, by its place among those of all grammars; only where it violates. */
  readonly sentence?: number
}

/** A text that people judged. */
export interface JudgedRow {
  readonly text: string
  readonly label: string
}

/**
 * Adds to judged rows what makes a model read less naively: clauses and scraps of the benign rows as benign texts of their
 * own, every violating row again in disguise, and a few of the benign ones. The same random numbers give the same texts.
 */
export function augmentRows(rows: readonly JudgedRow[], random: () => number): readonly TrainingText[] {
  const scraps = scrapsOf(rows)
  const plain = rows.map(({ text, label }, row) => ({ text, label, weight: 1, row }))
  const hidden = plain
    .filter(({ label }) => label !== 'benign' || random() < HIDDEN_BENIGN_SHARE)
    .map((one) => ({ ...one, text: disguiseText(one.text, random), isMade: true }))
  const short = Array.from({ length: scraps.length === 0 ? 0 : Math.round(rows.length * SCRAPS_PER_ROW) }, () => {
    return { ...scrap(scraps, random), label: 'benign', weight: SCRAP_WEIGHT, isMade: true }
  })
  return [...plain, ...hidden, ...short]
}

/**
 * Writes the seed corpus: sentences of every grammar, half of the violating ones again in disguise, a quarter beside a
 * scrap of benign text, and each telling word alone, in a benign sentence, and hidden in one.
 */
export function writeSeedTexts(rows: readonly JudgedRow[], random: () => number): readonly TrainingText[] {
  const scraps = scrapsOf(rows)
  let first = 0
  return SEED_GRAMMARS.flatMap(({ grammar, sentences }) => {
    const texts = [
      ...writeSentences(grammar, { first, count: sentences }, { scraps, random }),
      ...writeWords(grammar, { scraps, random }),
    ]
    first += grammar.sentences.length
    return texts
  })
}

// People hide what they expect to be refused; now and then what they do not.
const HIDDEN_BENIGN_SHARE = 0.08
const SCRAPS_PER_ROW = 1.5
const SCRAP_WEIGHT = 1
const ADDED_WEIGHT = 0.7
const HIDDEN_WORD_WEIGHT = 0.5

interface Scrap {
  readonly text: string
  readonly row: number
}

interface Source {
  readonly scraps: readonly Scrap[]
  readonly random: () => number
}

interface Sentences {
  /** The place of the grammar's first sentence among those of all grammars. */
  readonly first: number
  /** How many are written. */
  readonly count: number
}

function writeSentences(
  grammar: SeedGrammar,
  { first, count }: Sentences,
  { scraps, random }: Source,
): readonly TrainingText[] {
  const { label } = grammar
  return Array.from({ length: count }, (_, at) => at).flatMap((at): readonly TrainingText[] => {
    if (label === 'benign') {
      const text = writeParagraph(grammar, random)
      const hidden =
        at % 6 === 0 ? [{ text: disguiseText(text, random), label, weight: ADDED_WEIGHT, isMade: true }] : []
      return [{ text, label, weight: 1 }, ...hidden]
    }
    const seed = writeSeed(grammar, random)
    const known = { label, sentence: first + seed.sentence }
    const texts: TrainingText[] = [{ ...known, text: seed.text, weight: 1 }]
    if (at % 2 === 0)
      texts.push({ ...known, text: disguiseText(seed.text, random), weight: ADDED_WEIGHT, isMade: true })
    if (at % 4 === 0) {
      const beside = scrap(scraps, random).text
      const both = random() < 0.5 ? `${beside}，${seed.text}` : `${seed.text}，${beside}`
      texts.push({ ...known, text: both, weight: ADDED_WEIGHT, isMade: true })
    }
    return texts
  })
}

/** Benign texts are often several sentences; that a text is long must not speak against it. */
function writeParagraph(grammar: SeedGrammar, random: () => number): string {
  const sentences = random() < 0.6 ? 1 : 2 + Math.floor(random() * 4)
  return Array.from({ length: sentences }, () => writeSeed(grammar, random).text).join(random() < 0.5 ? '，' : ' ')
}

function writeWords(grammar: SeedGrammar, { scraps, random }: Source): TrainingText[] {
  const { label } = grammar
  return tellingWords(grammar).flatMap((word) => {
    const beside = scrap(scraps, random).text
    return [
      { text: word, label, weight: 1 },
      { text: random() < 0.5 ? `${beside}${word}` : `${word}${beside}`, label, weight: ADDED_WEIGHT, isMade: true },
      {
        text: `${beside}${disguiseText(word, random)}${scrap(scraps, random).text}`,
        label,
        weight: HIDDEN_WORD_WEIGHT,
        isMade: true,
      },
    ]
  })
}

const CLAUSE_END = /[，。！？,!?\s；;：:…]+/
const SHORTEST_CLAUSE = 2
const LONGEST_CLAUSE = 24
const LONGEST_SCRAP = 6

function scrapsOf(rows: readonly JudgedRow[]): readonly Scrap[] {
  return rows
    .flatMap(({ text, label }, row) =>
      label === 'benign' ? text.split(CLAUSE_END).map((one) => ({ text: one, row })) : [],
    )
    .filter(({ text: { length } }) => length >= SHORTEST_CLAUSE && length <= LONGEST_CLAUSE)
}

/** Picks a clause, or a few characters of one. */
function scrap(scraps: readonly Scrap[], random: () => number): Scrap {
  const clause = scraps[Math.floor(random() * scraps.length)] ?? NOTHING
  if (random() < 0.5) return clause
  const from = Math.floor(random() * clause.text.length)
  return { ...clause, text: clause.text.slice(from, from + 1 + Math.floor(random() * LONGEST_SCRAP)) }
}

const NOTHING: Scrap = { text: '', row: -1 }
