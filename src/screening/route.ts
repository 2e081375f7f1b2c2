import type { Finding, Hit, Verdict } from './evidence.ts'
import { type ArticleMode, type Policy, thresholdOf } from './policy.ts'
import { CATEGORY_CODES, type CategoryClass, type CategoryCode, categoryRow } from './taxonomy.ts'

/** Something that speaks for a category; what shares a `source` counts once, by its strongest. */
export interface Witness {
  readonly source: string
  readonly category: CategoryCode
  readonly weight: number
}

/** Where a text goes, and why. */
export interface Route {
  readonly verdict: Verdict
  readonly category: CategoryCode | null
  readonly risk: Readonly<Partial<Record<CategoryCode, number>>>
}

interface RouteInput {
  readonly witnesses: readonly Witness[]
  readonly policy: Policy
  readonly mode: ArticleMode
  /** Whether a rule could not speak: then a person decides, for nothing speaks in the text's favour either. */
  readonly isIncomplete: boolean
}

/**
 * Routes a text by its witnesses; equal input gives an equal route, whatever the order of the witnesses.
 * Risk is the noisy-or of the weights of a category's sources, 1 − Π(1 − w): it grows with evidence but is no calibrated
 * probability. The category is the gravest (class I before B before S) of those that reach the verdict's threshold,
 * among equals the riskiest. Weak signs of several kinds (an offer of something lewd, and a way to reach the sender) hold
 * together what none holds alone.
 */
export function route({ witnesses, policy, mode, isIncomplete }: RouteInput): Route {
  const risk = riskByCategory(witnesses)
  const reached = (level: 'hold' | 'block'): CategoryCode[] =>
    CATEGORY_CODES.filter((category) => {
      const threshold = thresholdOf(policy, category)[level]
      return threshold !== null && (risk[category] ?? 0) >= threshold
    })
  const blocked = reached('block')
  const alone = reached('hold')
  const held =
    alone.length === 0 && togetherRisk(risk) >= policy.holdTogether ? CATEGORY_CODES.filter(isSpokenFor(risk)) : alone
  if (blocked.length > 0 && !isIncomplete) return { verdict: 'block', category: gravest(blocked, risk), risk }
  const category = gravest(held, risk)
  const mustWait = held.length > 0 || isIncomplete || mode !== 'pre'
  return { verdict: mustWait ? 'hold' : 'pass', category, risk }
}

function togetherRisk(risk: Route['risk']): number {
  return 1 - Object.values(risk).reduce((left, one) => left * (1 - one), 1)
}

function isSpokenFor(risk: Route['risk']): (category: CategoryCode) => boolean {
  return (category) => (risk[category] ?? 0) >= MIN_SAID
}

// Less than this is a remark, too little to name a comment's category by.
const MIN_SAID = 0.2

// A thousandth is finer than any weight; it keeps stored evidence readable.
const RISK_STEPS = 1000

function riskByCategory(witnesses: readonly Witness[]): Partial<Record<CategoryCode, number>> {
  const strongest = new Map<string, Witness>()
  for (const witness of witnesses) {
    const key = `${witness.category} ${witness.source}`
    if (witness.weight > (strongest.get(key)?.weight ?? 0)) strongest.set(key, witness)
  }
  const left = new Map<CategoryCode, number>()
  for (const { category, weight } of strongest.values()) {
    left.set(category, (left.get(category) ?? 1) * (1 - Math.min(weight, 1)))
  }
  const risk: Partial<Record<CategoryCode, number>> = {}
  for (const category of CATEGORY_CODES) {
    const remaining = left.get(category)
    if (remaining !== undefined) risk[category] = Math.round((1 - remaining) * RISK_STEPS) / RISK_STEPS
  }
  return risk
}

const CLASS_RANK: Readonly<Record<CategoryClass, number>> = { I: 0, B: 1, S: 2 }

function gravest(categories: readonly CategoryCode[], risk: Route['risk']): CategoryCode | null {
  const rank = (category: CategoryCode): number => CLASS_RANK[categoryRow(category).class]
  const ordered = categories.toSorted((one, other) => rank(one) - rank(other) || (risk[other] ?? 0) - (risk[one] ?? 0))
  return ordered[0] ?? null
}

/** Turns hits and findings into witnesses: contacts share one source, an entry is one source however often it stands. */
export function witnessesOf(
  hits: readonly Hit[],
  findings: readonly Finding[],
  contactRules: ReadonlySet<string>,
): Witness[] {
  const spoken = hits.map(({ rule, entry, category, weight }) => ({
    source: contactRules.has(rule) ? 'contact' : `${rule} ${entry ?? ''}`,
    category,
    weight,
  }))
  const stated = findings.flatMap(({ rule, category, weight }) =>
    category === null ? [] : [{ source: rule, category, weight }],
  )
  return [...spoken, ...stated]
}
