import type { Screening, Verdict } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { type Extent, joinExtents } from '../text/extents.ts'

/** What a writer is told before posting. */
export interface Preview {
  readonly verdict: Verdict
  readonly category: CategoryCode | null
  readonly phrases: readonly Extent[]
}

/**
 * Returns what may be told of a screening: nothing but the verdict where it passes, else its category and the phrases that
 * spoke for it, in their order and never overlapping. Weights, chances and thresholds stay here.
 */
export function previewOf({ verdict, category, evidence }: Screening): Preview {
  if (verdict === 'pass') return { verdict, category: null, phrases: [] }
  const spoken = evidence.hits.filter((hit) => hit.weight > 0 && (category === null || hit.category === category))
  return { verdict, category, phrases: joinExtents(spoken) }
}
