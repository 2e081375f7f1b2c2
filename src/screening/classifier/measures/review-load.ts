import { isBad, isGood, type Judged } from './judged.ts'

/** How much people must read for a given share of the bad to be missed at most. */
export interface ReviewLoad {
  /** The share of bad texts that may pass unread. */
  readonly missed: number
  /** The share of all texts at or above the threshold. */
  readonly load: number
  readonly threshold: number
}

const MISSED = [0.005, 0.01, 0.02]

/**
 * Returns, for 0.5 %, 1 % and 2 % of the bad missed, the smallest share of all texts that must be read when the riskiest
 * are read first and texts of equal score are read together. Empty without good or bad.
 */
export function reviewLoads(judged: readonly Judged[]): readonly ReviewLoad[] {
  const known = judged.filter((one) => isBad(one) || isGood(one))
  const bad = known
    .filter(isBad)
    .map(({ score }) => score)
    .sort((one, other) => one - other)
  if (bad.length === 0 || bad.length === known.length) return []
  return MISSED.map((missed) => {
    const threshold = bad[Math.floor(missed * bad.length)] ?? 0
    return { missed, threshold, load: known.filter(({ score }) => score >= threshold).length / known.length }
  })
}

/** How often the machine errs on the part of the texts of which it is surest. */
export interface Coverage {
  readonly coverage: number
  readonly errors: number
}

const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]

/**
 * Returns the share of wrong answers (above or below one half) among the surest 50 % to 100 % of texts.
 * Where certainty is equal, the right and the wrong are spread evenly.
 */
export function riskCoverage(judged: readonly Judged[]): readonly Coverage[] {
  const known = judged.filter((one) => isBad(one) || isGood(one))
  const levels = new Map<number, { count: number; wrong: number }>()
  for (const one of known) {
    const certainty = Math.abs(one.score - 0.5)
    const level = levels.get(certainty) ?? { count: 0, wrong: 0 }
    level.count += 1
    if (isBad(one) !== one.score >= 0.5) level.wrong += 1
    levels.set(certainty, level)
  }
  const ordered = [...levels].sort(([one], [other]) => other - one).map(([, level]) => level)
  return known.length === 0
    ? []
    : COVERAGES.map((coverage) => ({ coverage, errors: errorsWithin(ordered, coverage * known.length) }))
}

function errorsWithin(levels: readonly { readonly count: number; readonly wrong: number }[], budget: number): number {
  let left = budget
  let wrong = 0
  for (const level of levels) {
    const share = Math.min(left / level.count, 1)
    wrong += level.wrong * share
    left -= level.count * share
    if (left <= 0) break
  }
  return wrong / budget
}
