import type { Screening, Verdict } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** What a writer is told before posting. */
export interface Preview {
  readonly verdict: Verdict
  readonly category: CategoryCode | null
  readonly phrases: readonly Phrase[]
}

/** UTF-16 offsets into the text, `end` exclusive. */
export interface Phrase {
  readonly start: number
  readonly end: number
}

/**
 * Returns what may be told of a screening: nothing but the verdict where it passes, else its category and the phrases that
 * spoke for it, in their order and never overlapping. Weights, chances and thresholds stay here.
 */
export function previewOf({ verdict, category, evidence }: Screening): Preview {
  if (verdict === 'pass') return { verdict, category: null, phrases: [] }
  const spoken = evidence.hits.filter((hit) => hit.weight > 0 && (category === null || hit.category === category))
  return { verdict, category, phrases: joined(spoken) }
}

/** Those that touch or overlap are one phrase to who reads them. */
function joined(spans: readonly Phrase[]): Phrase[] {
  const phrases: Phrase[] = []
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const last = phrases.at(-1)
    if (last && start <= last.end) phrases[phrases.length - 1] = { start: last.start, end: Math.max(last.end, end) }
    else phrases.push({ start, end })
  }
  return phrases
}
