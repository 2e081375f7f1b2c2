import { CLASSES, HATREDS } from './classifier/classes.ts'
import type { JointCalibration, Opinion, Thresholds } from './classifier/model.ts'
import { reached, routeByModel } from './classifier/model-policy.ts'
import { AT_THEIR_WORD, isModelled, isPart, likeliest, weigh } from './classifier/weigh.ts'
import type { Verdict } from './evidence.ts'
import type { ArticleMode, Policy } from './policy.ts'
import { isSold, type Speech, thresholdFor } from './reporting.ts'
import { categoriesOf, RISK_STEPS, type Risk, riskByCategory, togetherRisk, type Witness } from './risk.ts'
import { type CategoryClass, type CategoryCode, categoryRow } from './taxonomy.ts'

/** Where a text goes, and why. */
export interface Route {
  readonly verdict: Verdict
  readonly category: CategoryCode | null
  readonly risk: Risk
  /** The risk that the rules alone come to. */
  readonly rules: Risk
}

interface RouteInput {
  readonly witnesses: readonly Witness[]
  readonly policy: Policy
  readonly mode: ArticleMode
  /** Whether a rule could not speak: then a person decides, for nothing speaks in the text's favour either. */
  readonly isIncomplete: boolean
  readonly speech: Speech
  /** What the model alone thinks, and from which chance on that matters; `null` where none was asked. */
  readonly model: {
    readonly opinion: Opinion
    readonly joint: JointCalibration
    readonly thresholds: Thresholds
  } | null
}

/**
 * Routes a text by what the rules found, then by what the model adds: it makes no verdict milder, refuses nothing that no rule
 * is a witness of, and a text that reports or quotes what others sell it never has refused. Equal input gives an equal route,
 * whatever the order of the witnesses. The category is the likeliest of all, if they are likelier than benign together, else
 * the rules', as far as they name one; what the model has held always has one.
 */
export function route(input: RouteInput): Route {
  const byRules = routeByRules(input)
  const { model, speech, isIncomplete } = input
  if (!model) return byRules
  const joined = weigh(model.opinion, byRules.risk, model.joint)
  const raised = routeByModel(byRules, joined, model.thresholds)
  const isRefusedByModel = raised === 'block' && byRules.verdict !== 'block'
  const verdict = isRefusedByModel && (isIncomplete || speech !== 'offer') ? 'hold' : raised
  const named = mostLikely(weigh(model.opinion, byRules.risk, AT_THEIR_WORD), byRules)
  const category = named ?? reached(joined, model.thresholds) ?? null
  return { verdict, category, risk: { ...byRules.risk, ...saidOf(joined) }, rules: byRules.risk }
}

/** Names what is likeliest, or the part of it that the rules know better; what only they know stands if it is as likely. */
function mostLikely(joined: Opinion, { category, risk }: Route): CategoryCode | null {
  const likely = likeliest(joined)
  if (likely === undefined || category === null) return likely ?? category
  if (isPart(category, likely)) return category
  return !isModelled(category) && (risk[category] ?? 0) >= joined.risk[likely] ? category : likely
}

const MODELLED = [...CLASSES, ...HATREDS]

function saidOf({ risk }: Opinion): Risk {
  const said: Partial<Record<CategoryCode, number>> = {}
  for (const code of MODELLED) {
    const rounded = Math.round(risk[code] * RISK_STEPS) / RISK_STEPS
    if (rounded > 0) said[code] = rounded
  }
  return said
}

/**
 * The category is the gravest (class I before B before S) of those that reach the verdict's threshold,
 * among equals the riskiest. Weak signs of several kinds (an offer of something lewd, and a way to reach the sender) hold
 * together what none holds alone. A text that reports or quotes what others sell is never refused without a person.
 */
function routeByRules({ witnesses, policy, mode, isIncomplete, speech }: RouteInput): Route {
  const risk = riskByCategory(witnesses)
  const spokenFor = categoriesOf(risk)
  const reached = (level: 'hold' | 'block'): CategoryCode[] =>
    spokenFor.filter((category) => {
      const threshold = thresholdFor(policy, category, speech)[level]
      return threshold !== null && (risk[category] ?? 0) >= threshold
    })
  const blocked = reached('block')
  const alone = reached('hold')
  const held =
    alone.length === 0 && togetherRisk(suspected(risk, speech)) >= policy.holdTogether
      ? heaviestOf(spokenFor, risk)
      : alone
  if (blocked.length > 0 && !isIncomplete)
    return { verdict: 'block', category: gravest(blocked, risk), risk, rules: risk }
  const category = gravest(held, risk)
  const mustWait = held.length > 0 || isIncomplete || mode !== 'pre'
  return { verdict: mustWait ? 'hold' : 'pass', category, risk, rules: risk }
}

/** Leaves out what a report speaks of, for signs of several kinds prove nothing in it. */
function suspected(risk: Risk, speech: Speech): Risk {
  if (speech !== 'report') return risk
  return Object.fromEntries(categoriesOf(risk).flatMap((one) => (isSold(one) ? [] : [[one, risk[one] ?? 0]])))
}

// Less than this is a remark, too little to name a comment's category by where there is anything heavier.
const MIN_SAID = 0.2

function heaviestOf(categories: readonly CategoryCode[], risk: Risk): readonly CategoryCode[] {
  const said = categories.filter((category) => (risk[category] ?? 0) >= MIN_SAID)
  return said.length > 0 ? said : categories
}

const CLASS_RANK: Readonly<Record<CategoryClass, number>> = { I: 0, B: 1, S: 2 }

function gravest(categories: readonly CategoryCode[], risk: Risk): CategoryCode | null {
  const rank = (category: CategoryCode): number => CLASS_RANK[categoryRow(category).class]
  const ordered = categories.toSorted((one, other) => rank(one) - rank(other) || (risk[other] ?? 0) - (risk[one] ?? 0))
  return ordered[0] ?? null
}
