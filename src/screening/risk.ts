import type { Finding, Hit } from './evidence.ts'
import { CATEGORY_CODES, type CategoryCode, isCategoryCode } from './taxonomy.ts'

/** Something that speaks for a category; what shares a `source` counts once, by its strongest. */
export interface Witness {
  readonly source: string
  readonly category: CategoryCode
  readonly weight: number
}

/** 0 to 1 for each category that anything spoke for. */
export type Risk = Readonly<Partial<Record<CategoryCode, number>>>

/** Turns hits and findings into witnesses: contacts share one source, an entry is one source however often it stands. */
export function witnessesOf(
  hits: readonly Hit[],
  findings: readonly Finding[],
  contactRules: ReadonlySet<string>,
): Witness[] {
  const spoken = hits.map((hit) => ({
    source: sourceOf(hit, contactRules),
    category: hit.category,
    weight: hit.weight,
  }))
  const stated = findings.flatMap(({ rule, category, weight }) =>
    category === null ? [] : [{ source: rule, category, weight }],
  )
  return [...spoken, ...stated]
}

/** Names the source as which a hit counts. */
export function sourceOf({ rule, entry }: Pick<Hit, 'rule' | 'entry'>, contactRules: ReadonlySet<string>): string {
  return contactRules.has(rule) ? 'contact' : `${rule} ${entry ?? ''}`
}

/** Returns the strongest witness of each source and category, those without weight left out. */
export function strongestWitnesses(witnesses: readonly Witness[]): Witness[] {
  const strongest = new Map<string, Witness>()
  for (const witness of witnesses) {
    const key = `${witness.category} ${witness.source}`
    if (witness.weight > (strongest.get(key)?.weight ?? 0)) strongest.set(key, witness)
  }
  return [...strongest.values()]
}

// A thousandth is finer than any weight; it keeps stored evidence readable.
export const RISK_STEPS = 1000

/**
 * Returns the noisy-or of the weights of each category's sources, 1 − Π(1 − w), in thousandths: it grows with evidence but
 * is no calibrated probability.
 */
export function riskByCategory(witnesses: readonly Witness[]): Risk {
  const left = new Map<CategoryCode, number>()
  for (const { category, weight } of strongestWitnesses(witnesses)) {
    left.set(category, (left.get(category) ?? 1) * (1 - Math.min(weight, 1)))
  }
  const risk: Partial<Record<CategoryCode, number>> = {}
  for (const category of [...left.keys()].sort(byTaxonomy)) {
    risk[category] = Math.round((1 - (left.get(category) ?? 1)) * RISK_STEPS) / RISK_STEPS
  }
  return risk
}

/** Returns the categories that anything spoke for, in the order of the taxonomy. */
export function categoriesOf(risk: Risk): CategoryCode[] {
  return Object.keys(risk).filter(isCategoryCode).sort(byTaxonomy)
}

const RANK = new Map(CATEGORY_CODES.map((code, rank) => [code, rank]))

function byTaxonomy(one: CategoryCode, other: CategoryCode): number {
  return (RANK.get(one) ?? 0) - (RANK.get(other) ?? 0)
}

/** Returns the risk of all categories taken together, by the same noisy-or. */
export function togetherRisk(risk: Risk): number {
  return 1 - Object.values(risk).reduce((left, one) => left * (1 - one), 1)
}
