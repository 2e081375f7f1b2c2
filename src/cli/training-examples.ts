import { classOf, hatredOf } from '../screening/classifier/classes.ts'
import type { TracedExample } from '../screening/classifier/cross-validate.ts'
import { type KnownFeatures, keepKnown, learnKnown } from '../screening/classifier/known-features.ts'
import { readingForModel } from '../screening/classifier/neutral-marks.ts'
import { learnPairs } from '../screening/classifier/respelling/learn-pairs.ts'
import { createSpeller, type Speller } from '../screening/classifier/respelling/speller.ts'
import {
  augmentRows,
  type JudgedRow,
  type TrainingText,
  writeSeedTexts,
} from '../screening/classifier/training-texts.ts'
import type { Verdict } from '../screening/evidence.ts'
import type { Risk } from '../screening/risk.ts'
import type { Screener } from '../screening/screen.ts'
import { normalize } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'
import { featuresOfComment } from './comment-features.ts'
import { type LabelledRow, readSets } from './labelled-sets.ts'

/** A judged row with the set that it comes from. */
export interface NamedRow extends JudgedRow {
  readonly set: string
}

/** An example as the rules read it. */
export interface ReadExample extends TracedExample {
  /** The judged row that it is; `undefined` where it was made from one, or written. */
  readonly row: NamedRow | undefined
  readonly isSeed: boolean
  readonly rules: { readonly verdict: Verdict; readonly risk: Risk }
}

/** Rows that a model can learn from. */
interface NamedRows {
  readonly rows: readonly NamedRow[]
  /** How many rows have each label that the model does not know; those without one are `unjudged`. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** Reads the rows of files and folders of JSON Lines whose label the model knows, and counts the others. */
export async function readNamedRows(paths: readonly string[]): Promise<NamedRows> {
  const sets = await readSets(paths)
  const leftOut = new Map<string, number>()
  const rows = sets.flatMap(({ name, rows: all }) =>
    all.flatMap((row) => {
      const named = namedRow(name, row)
      const label = row.label ?? 'unjudged'
      if (!named) leftOut.set(label, (leftOut.get(label) ?? 0) + 1)
      return named ?? []
    }),
  )
  return { rows, leftOut }
}

function namedRow(set: string, { text, label, topic }: LabelledRow): NamedRow | undefined {
  if (label === undefined || classOf(label) === undefined) return undefined
  const hatred = label === 'abuse' && topic !== undefined ? HATRED_TOPICS[topic] : undefined
  return { set, text, label: hatred ?? label }
}

// Sets of abuse say of which group a text speaks; contempt for a sex counts with that for other groups of people.
const HATRED_TOPICS: Readonly<Record<string, string>> = {
  race: 'ethnic_hatred',
  region: 'region_hatred',
  gender: 'region_hatred',
  lgbt: 'region_hatred',
}

interface ExampleSource {
  readonly screener: Screener
  readonly random: () => number
  /** Whether the seed corpus is written, too. */
  readonly hasSeeds: boolean
}

/** What a model is fitted on. */
interface TrainingExamples {
  readonly examples: readonly ReadExample[]
  /** Learnt from the texts as people and grammars wrote them. */
  readonly speller: Speller
  /** Learnt from all of them; their own features are of these alone. */
  readonly known: KnownFeatures
}

/** Makes examples of judged rows, of what is made from them and of the seed corpus; empty texts are left out. */
export function makeExamples(
  rows: readonly NamedRow[],
  { screener, random, hasSeeds }: ExampleSource,
): TrainingExamples {
  const written = hasSeeds ? writeSeedTexts(rows, random) : []
  const texts = [...augmentRows(rows, random), ...written]
  const speller = createSpeller(learnPairs(texts.filter(isPlain).map(({ text }) => readAsModel(text))))
  const described = texts.flatMap((text, at) => {
    const target = classOf(text.label)
    if (target === undefined || text.text === '') return []
    const screening = screener.screen(text.text)
    const { verdict, risk } = screening
    const row = rows[at]
    const hatred = hatredOf(text.label)
    const isSeed = text.sentence !== undefined
    const features = featuresOfComment(text.text, screening, speller)
    const origin = originOf(text, rows.length)
    const isAsked = row !== undefined || isSeed
    return [{ features, target, hatred, weight: text.weight, origin, isAsked, isSeed, row, rules: { verdict, risk } }]
  })
  const known = learnKnown(described.map(({ features }) => features))
  const examples = described.map((one) => ({ ...one, features: keepKnown(one.features, known) }))
  return { examples, speller, known }
}

function isPlain({ isMade }: TrainingText): boolean {
  return isMade !== true
}

function readAsModel(text: string): string {
  const plain = normalize(text)
  const { normalized, restored } = readingForModel({ normalized: plain, restored: restore(plain) })
  return (restored ?? normalized).text
}

/** Numbers judged rows first, then the sentences of the grammars. */
function originOf({ row, sentence }: TrainingText, rows: number): number | undefined {
  return row ?? (sentence === undefined ? undefined : rows + sentence)
}
