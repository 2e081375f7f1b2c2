import type { Screener } from '../screening/screen.ts'
import type { LabelledRow } from './labelled-sets.ts'
import type { Fault } from './lint-wordlists.ts'
import type { ReadList } from './read-list.ts'

/** A text of a corpus. */
type LabelledText = Pick<LabelledRow, 'text' | 'label'>

/** How often an entry was found, and in what. */
export interface Precision {
  readonly entry: string
  readonly category: string
  readonly texts: number
  readonly benign: number
  readonly violating: number
  /** Of the benign texts those that the entry would hold alone: a guess at it often weighs too little to. */
  readonly benignHeld: number
}

/** Counts, for each entry that is found at all, the texts it is found in; those most often found in benign ones come first. */
export function measurePrecision(texts: readonly LabelledText[], screener: Screener): readonly Precision[] {
  const counts = new Map<string, Counts>()
  for (const { text, label } of texts) {
    for (const { entry, category, weight } of strongestHits(text, screener)) {
      const key = `${category} ${entry}`
      const count = counts.get(key) ?? { entry, category, texts: 0, benign: 0, violating: 0, benignHeld: 0 }
      counts.set(key, count)
      count.texts += 1
      if (label === 'benign') count.benign += 1
      else if (label !== undefined) count.violating += 1
      if (label === 'benign' && weight >= HOLDS_ALONE) count.benignHeld += 1
    }
  }
  return [...counts.values()].sort((one, other) => other.benign - one.benign || other.texts - one.texts)
}

type Counts = { -readonly [Key in keyof Precision]: Precision[Key] }

/** Returns each entry that is found in a text once, by the heaviest of its hits. */
function strongestHits(text: string, screener: Screener) {
  const strongest = new Map<string, { entry: string; category: string; weight: number }>()
  for (const { entry, category, weight } of screener.screen(text).evidence.hits) {
    const key = `${category} ${entry}`
    if (entry !== null && weight > (strongest.get(key)?.weight ?? 0)) strongest.set(key, { entry, category, weight })
  }
  return strongest.values()
}

// The share of benign texts from which on an entry must not hold a comment by itself, and how many say anything of it.
const MOST_BENIGN_SHARE = 1 / 5000
const FEWEST_BENIGN_TEXTS = 5000
const HOLDS_ALONE = 0.5

/** Finds entries that would alone hold more than 1 in 5,000 benign texts. */
export function findImprecise(
  precisions: readonly Precision[],
  texts: readonly LabelledText[],
  lists: readonly ReadList[],
): readonly Fault[] {
  const benign = texts.filter(({ label }) => label === 'benign').length
  if (benign < FEWEST_BENIGN_TEXTS) return []
  const wide = new Map(
    precisions
      .filter((precision) => precision.benignHeld / benign > MOST_BENIGN_SHARE)
      .map((precision) => [`${precision.category} ${precision.entry}`, precision.benignHeld] as const),
  )
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap(({ text, category, line, weight, company }) => {
      const count = wide.get(`${category} ${text}`)
      if (count === undefined || weight < HOLDS_ALONE || company.length > 0) return []
      const reason = `「${text}」 would hold ${count} of ${benign} benign texts: give it less than ${HOLDS_ALONE}, or company`
      return { file, line, reason }
    }),
  )
}

/** Writes the counts as a table; precision is the share of judged texts that violate. */
export function formatPrecision(precisions: readonly Precision[]): string {
  const rows = precisions.map(({ entry, category, texts, benign, violating }) => {
    const judged = benign + violating
    const precision = judged === 0 ? '-' : (violating / judged).toFixed(2)
    return [precision, texts, violating, benign, category, entry].join('\t')
  })
  return `${['precision\ttexts\tviolating\tbenign\tcategory\tentry', ...rows].join('\n')}\n`
}
