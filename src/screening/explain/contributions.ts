import type { Evidence } from '../evidence.ts'
import type { Judge } from '../judge.ts'
import type { Policy, Threshold } from '../policy.ts'
import { speechOf, thresholdFor } from '../reporting.ts'
import { type Risk, riskByCategory, strongestWitnesses, type Witness } from '../risk.ts'
import { CATEGORY_CODES, type CategoryCode } from '../taxonomy.ts'

/** Something that speaks for a category, by the strongest of what it found. */
export interface Contribution {
  readonly source: string
  readonly weight: number
  /** What it found in the original, each text once; empty for a finding about the whole. */
  readonly texts: readonly string[]
  /** The risk of the category if this were not there. */
  readonly riskWithout: number
}

/** How the risk of a category comes about. */
export interface CategoryRisk {
  readonly category: CategoryCode
  readonly risk: number
  readonly threshold: Threshold
  /** The heaviest first. */
  readonly contributions: readonly Contribution[]
}

interface Question {
  readonly spoken: Pick<Evidence, 'hits' | 'findings'>
  readonly risk: Risk
  readonly judge: Judge
  readonly policy: Policy
}

/** Takes the risk of every category apart, the riskiest first. */
export function contributionsOf({ spoken, risk, judge, policy }: Question): CategoryRisk[] {
  const strongest = strongestWitnesses(judge.witnesses(spoken))
  const contribution = (witness: Witness): Contribution => {
    const { source, category, weight } = witness
    const rest = strongest.filter((one) => one !== witness)
    const riskWithout = riskByCategory(rest)[category] ?? 0
    return { source, weight, texts: textsOf({ spoken, judge }, witness), riskWithout }
  }
  const speech = speechOf(spoken.findings)
  return CATEGORY_CODES.flatMap((category) => {
    const all = strongest.filter((witness) => witness.category === category)
    const contributions = all.map(contribution).sort((one, other) => other.weight - one.weight)
    return { category, risk: risk[category] ?? 0, threshold: thresholdFor(policy, category, speech), contributions }
  })
    .filter(({ risk: one }) => one > 0)
    .sort((one, other) => other.risk - one.risk)
}

function textsOf({ spoken, judge }: Pick<Question, 'spoken' | 'judge'>, { source, category }: Witness): string[] {
  const hits = spoken.hits.filter((hit) => hit.category === category && judge.sourceOf(hit) === source)
  return [...new Set(hits.map(({ text }) => text))]
}
