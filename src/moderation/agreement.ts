/** What two people thought of one thing, each on their own. */
export interface LabelPair {
  readonly first: string
  readonly second: string
}

/** How far two raters agree. */
export interface Agreement {
  readonly pairs: number
  /** Pairs in which both say the same. */
  readonly agreed: number
  /** From -1 to 1; `null` without pairs, and where both always say one and the same thing, for then chance explains all. */
  readonly kappa: number | null
}

/** The same for one label against all others. */
export interface LabelAgreement extends Agreement {
  readonly label: string
  /** How often the first said it, the second, and both of the same thing. */
  readonly first: number
  readonly second: number
  readonly both: number
}

/**
 * Returns Cohen's kappa over all labels: κ = (pₒ − pₑ) / (1 − pₑ), pₒ being the share of pairs that agree and pₑ the share
 * that would by chance, Σ p₁(label) p₂(label). J. Cohen, A coefficient of agreement for nominal scales, 1960.
 */
export function agreementOf(pairs: readonly LabelPair[]): Agreement {
  const agreed = pairs.filter(({ first, second }) => first === second).length
  const labels = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))]
  const byChance = labels.map(
    (label) => count(pairs, ({ first }) => first === label) * count(pairs, ({ second }) => second === label),
  )
  return { pairs: pairs.length, agreed, kappa: kappa(pairs.length, agreed, sum(byChance)) }
}

/** Returns kappa for each label that anybody gave, as if it were the only question: this label or not. By label. */
export function agreementByLabel(pairs: readonly LabelPair[]): readonly LabelAgreement[] {
  const labels = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))].sort()
  return labels.map((label) => {
    const isIt = (said: string): string => (said === label ? 'it' : 'not')
    const asked = pairs.map(({ first, second }) => ({ first: isIt(first), second: isIt(second) }))
    return {
      label,
      ...agreementOf(asked),
      first: count(pairs, ({ first }) => first === label),
      second: count(pairs, ({ second }) => second === label),
      both: count(pairs, ({ first, second }) => first === label && second === label),
    }
  })
}

/** In whole numbers as long as possible, so that perfect agreement is exactly 1. */
function kappa(pairs: number, agreed: number, byChance: number): number | null {
  const rest = pairs * pairs - byChance
  return rest === 0 ? null : (agreed * pairs - byChance) / rest
}

function count(pairs: readonly LabelPair[], isCounted: (pair: LabelPair) => boolean): number {
  return pairs.filter(isCounted).length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
