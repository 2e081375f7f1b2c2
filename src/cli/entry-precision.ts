import type { Screener } from '../screening/screen.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { LabelledRow, TextSet } from './labelled-sets.ts'
import type { Fault } from './lint-wordlists.ts'
import type { ReadList } from './read-list.ts'

/** A text of a corpus; whether its set looked for insults, without which `benign` says nothing of them. */
type LabelledText = Pick<LabelledRow, 'text' | 'label'> & { readonly isReadForInsults: boolean }

const INSULTS: ReadonlySet<CategoryCode> = new Set(['abuse', 'profanity', 'region_hatred'])

/**
 * Returns the texts of sets one after the other. A set whose only violations are advertisements calls every insult benign
 * (誰買誰傻逼), so it does not speak against the entries for insults; one without any violation was read for all.
 */
export function labelledTexts(sets: readonly TextSet[]): readonly LabelledText[] {
  return sets.flatMap(({ rows }) => {
    const labels = new Set(rows.flatMap(({ label }) => (label === undefined || label === 'benign' ? [] : label)))
    const isReadForInsults = labels.size === 0 || [...labels].some((label) => INSULT_LABELS.has(label))
    return rows.map(({ text, label }) => ({ text, label, isReadForInsults }))
  })
}

const INSULT_LABELS: ReadonlySet<string> = new Set([...INSULTS, 'violation'])

/** How often an entry was found, and in what. */
export interface Precision {
  readonly entry: string
  readonly category: CategoryCode
  readonly texts: number
  readonly benign: number
  readonly violating: number
  /**
   * Of the benign texts whose set looked for its category those that the entry would hold alone: a guess at it often weighs
   * too little to.
   */
  readonly benignHeld: number
}

/** Counts, for each entry that is found at all, the texts it is found in; those most often found in benign ones come first. */
export function measurePrecision(texts: readonly LabelledText[], screener: Screener): readonly Precision[] {
  const counts = new Map<string, Counts>()
  for (const { text, label, isReadForInsults } of texts) {
    for (const { entry, category, weight } of strongestHits(text, screener)) {
      const key = `${category} ${entry}`
      const count = counts.get(key) ?? { entry, category, texts: 0, benign: 0, violating: 0, benignHeld: 0 }
      counts.set(key, count)
      count.texts += 1
      if (label === 'benign') count.benign += 1
      else if (label !== undefined) count.violating += 1
      const isCounted = isReadForInsults || !INSULTS.has(category)
      if (label === 'benign' && isCounted && weight >= HOLDS_ALONE) count.benignHeld += 1
    }
  }
  return [...counts.values()].sort((one, other) => other.benign - one.benign || other.texts - one.texts)
}

type Counts = { -readonly [Key in keyof Precision]: Precision[Key] }

/** Returns each entry that is found in a text once, by the heaviest of its hits. */
function strongestHits(text: string, screener: Screener) {
  const strongest = new Map<string, { entry: string; category: CategoryCode; weight: number }>()
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
  const benign = texts.filter(({ label }) => label === 'benign')
  const all = benign.length
  const ofInsults = benign.filter(({ isReadForInsults }) => isReadForInsults).length
  const benignFor = (category: CategoryCode): number => (INSULTS.has(category) ? ofInsults : all)
  const wide = new Map(
    precisions
      .filter(({ category }) => benignFor(category) >= FEWEST_BENIGN_TEXTS)
      .filter(({ category, benignHeld }) => benignHeld / benignFor(category) > MOST_BENIGN_SHARE)
      .map(({ category, entry, benignHeld }) => [`${category} ${entry}`, benignHeld] as const),
  )
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap(({ text, category, line, weight, company }) => {
      const count = wide.get(`${category} ${text}`)
      if (count === undefined || weight < HOLDS_ALONE || company.length > 0) return []
      const reason = `「${text}」 would hold ${count} of ${benignFor(category)} benign texts: give it less than ${HOLDS_ALONE}, or company`
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
