import type { Verdict } from '../evidence.ts'
import { FAILED } from '../gather.ts'
import type { Judge, Spoken } from '../judge.ts'
import type { ArticleMode, Policy } from '../policy.ts'
import { speechOf, thresholdFor } from '../reporting.ts'
import { togetherRisk, type Witness } from '../risk.ts'
import type { Route } from '../route.ts'
import { CATEGORY_CODES, type CategoryCode } from '../taxonomy.ts'
import type { ExplainedMatch } from './matches.ts'

/** A change to the evidence that would give another verdict. */
export type Alternative = { readonly route: Route } & (
  | { readonly kind: 'without'; readonly sources: readonly string[] }
  /** `weight` is the least that one more sign of the category would need; `null` where nothing speaks yet, for any. */
  | { readonly kind: 'more'; readonly category: CategoryCode | null; readonly weight: number }
  /** This match does not count; the route is the one if it did. */
  | { readonly kind: 'counted'; readonly match: ExplainedMatch }
  | { readonly kind: 'mode'; readonly mode: ArticleMode }
  | { readonly kind: 'unbroken' }
  /** The rules alone. */
  | { readonly kind: 'unasked' }
)

interface Question {
  readonly spoken: Spoken
  readonly route: Route
  readonly mode: ArticleMode
  readonly judge: Judge
  readonly policy: Policy
  /** The matches that do not count. */
  readonly idle: readonly ExplainedMatch[]
}

/**
 * Finds what would have had to differ for another verdict: the fewest sources to take away for each milder one, one more
 * sign for a stricter one, the idle matches that would tip it, another mode. Every answer was routed, none is reckoned.
 */
export function alternativesOf(question: Question): Alternative[] {
  const { spoken, mode, judge, route } = question
  const witnesses = judge.witnesses(spoken)
  const inMode = { kind: 'mode' as const, mode: 'pre' as const, route: judge.route(witnesses, spoken, 'pre') }
  const findings = spoken.findings.filter(({ rule }) => !rule.startsWith(FAILED))
  const unbroken = { kind: 'unbroken' as const, route: judge.route(witnesses, { ...spoken, findings }, mode) }
  const unasked = { kind: 'unasked' as const, route: judge.route(witnesses, { ...spoken, opinion: null }, mode) }
  return [
    ...MILDER[route.verdict].flatMap((verdict) => without(question, witnesses, verdict) ?? []),
    ...(oneMore(question, witnesses) ?? []),
    ...counted(question, witnesses),
    ...[unbroken, unasked, inMode].filter((one) => one.route.verdict !== route.verdict),
  ]
}

const MILDER: Readonly<Record<Verdict, readonly Verdict[]>> = { pass: [], hold: ['pass'], block: ['hold', 'pass'] }

// Past three sources at once the number of choices explodes, and nobody reads them; then the heaviest go first.
const MAX_CHOSEN = 3
const MAX_CHOICES = 5000

function without(question: Question, witnesses: readonly Witness[], verdict: Verdict): Alternative | undefined {
  const { judge, spoken, mode } = question
  const weights = new Map<string, number>()
  for (const { source, weight } of [...witnesses, ...question.idle.filter(isCovered).map(toWitness)]) {
    weights.set(source, Math.max(weights.get(source) ?? 0, weight))
  }
  const sources = [...weights.keys()].sort((one, other) => (weights.get(other) ?? 0) - (weights.get(one) ?? 0))
  const routeWithout = (gone: readonly string[]): Route =>
    judge.route(
      [...witnesses, ...uncovered(question, gone)].filter(({ source }) => !gone.includes(source)),
      spoken,
      mode,
    )
  for (const gone of [...choices(sources), ...sources.map((_, at) => sources.slice(0, at + 1))]) {
    const route = routeWithout(gone)
    if (route.verdict === verdict) return { kind: 'without', sources: gone, route }
  }
  return undefined
}

/** Tells whether a match is idle only because another says the same. */
function isCovered({ standing }: ExplainedMatch): boolean {
  return standing === 'nested' || standing === 'said'
}

function toWitness({ rule, entry, category, weight }: ExplainedMatch): Witness {
  return { source: `${rule} ${entry}`, category, weight }
}

/** Returns what would count in the place of hits that were not there: the longest of each place and category. */
function uncovered({ spoken, idle, judge }: Question, gone: readonly string[]): readonly Witness[] {
  const left = spoken.hits.filter((hit) => !gone.includes(judge.sourceOf(hit)))
  const covers = (one: Placed, match: ExplainedMatch): boolean =>
    one.category === match.category && one.start <= match.start && match.end <= one.end
  const counting: ExplainedMatch[] = []
  const candidates = idle.filter((match) => isCovered(match) && !gone.includes(toWitness(match).source))
  for (const match of candidates.toSorted((one, other) => other.end - other.start - (one.end - one.start))) {
    if (![...left, ...counting].some((one) => covers(one, match))) counting.push(match)
  }
  return counting.map(toWitness)
}

type Placed = Pick<ExplainedMatch, 'category' | 'start' | 'end'>

/** Yields every choice of one source, then of two, then of three; stops when there are too many. */
function* choices(sources: readonly string[]): Generator<readonly string[]> {
  let smaller: readonly (readonly number[])[] = [[]]
  for (let size = 1; size <= MAX_CHOSEN; size += 1) {
    const chosen = smaller.flatMap((one) => sources.flatMap((_, at) => (at > (one.at(-1) ?? -1) ? [[...one, at]] : [])))
    if (chosen.length > MAX_CHOICES) return
    for (const one of chosen) yield one.map((at) => sources[at] ?? '')
    smaller = chosen
  }
}

const STRICTER: Readonly<Record<Verdict, 'hold' | 'block' | undefined>> = {
  pass: 'hold',
  hold: 'block',
  block: undefined,
}

/** The lightest single sign that would make the verdict stricter, among the categories that are spoken for if any are. */
function oneMore(question: Question, witnesses: readonly Witness[]): [Alternative] | undefined {
  const { route, policy, judge, spoken, mode } = question
  const level = STRICTER[route.verdict]
  if (level === undefined) return undefined
  const spokenFor = CATEGORY_CODES.filter((category) => (route.rules[category] ?? 0) > 0)
  const wanted = (spokenFor.length > 0 ? spokenFor : CATEGORY_CODES).flatMap((category) => {
    const threshold = thresholdFor(policy, category, speechOf(spoken.findings))[level]
    return threshold === null ? [] : { category, weight: needed(threshold, route.rules[category] ?? 0) }
  })
  if (level === 'hold' && spokenFor[0]) {
    wanted.push({ category: spokenFor[0], weight: needed(policy.holdTogether, togetherRisk(route.rules)) })
  }
  for (const { category, weight } of wanted.sort((one, other) => one.weight - other.weight)) {
    const routed = judge.route([...witnesses, { source: 'one more', category, weight }], spoken, mode)
    const named = spokenFor.length > 0 ? category : null
    if (routed.verdict === level) return [{ kind: 'more', category: named, weight, route: routed }]
  }
  return undefined
}

/** The weight that lifts a noisy-or from `risk` to `threshold`, in hundredths rounded up. */
function needed(threshold: number, risk: number): number {
  const weight = risk < 1 ? 1 - (1 - threshold) / (1 - risk) : 0
  return Math.min(Math.ceil(weight * 100 - ROUNDING) / 100, 1)
}

// What the thousandths of a risk and binary fractions may be off by.
const ROUNDING = 0.01

const MAX_COUNTED = 3

function counted({ idle, judge, spoken, mode, route }: Question, witnesses: readonly Witness[]): Alternative[] {
  const tipping = idle.flatMap((match) => {
    const { rule, entry, category, weight, standing } = match
    // What stands where something counts already would add nothing, but change which of the two counts.
    const isTaken = spoken.hits.some((hit) => hit.start < match.end && match.start < hit.end)
    if (isTaken || standing === 'nested' || standing === 'said') return []
    const witness = { source: `${rule} ${entry}`, category, weight }
    const routed = judge.route([...witnesses, witness], spoken, mode)
    return routed.verdict === route.verdict ? [] : { kind: 'counted' as const, match, route: routed }
  })
  return tipping.slice(0, MAX_COUNTED)
}
