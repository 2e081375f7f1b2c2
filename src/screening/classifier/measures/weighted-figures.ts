import { isBad, isGood, type Judged } from './judged.ts'

/** A judged text that stands for as many as its weight says. */
export type WeightedJudged = Judged & { readonly weight: number }

/** Shares from 0 to 1, `null` where there is nothing that they could be shares of. */
export interface WeightedFigures {
  readonly accuracy: number | null
  readonly macroF1: number | null
  readonly auc: number | null
  /** Of the good, held or blocked. */
  readonly wronglyHeld: number | null
  readonly wronglyBlocked: number | null
  /** Of the bad, neither held nor blocked. */
  readonly missed: number | null
}

/** Measures answers, scores and verdicts of texts that stand for unequally many; all of them are labelled. */
export function weightedFigures(judged: readonly WeightedJudged[]): WeightedFigures {
  const good = judged.filter(isGood)
  const bad = judged.filter(isBad)
  const isEither = good.length > 0 && bad.length > 0
  return {
    accuracy: shareOf(judged, ({ answer, label }) => answer === label),
    macroF1: isEither ? macroF1(judged) : null,
    auc: isEither ? areaUnder(good, bad) : null,
    wronglyHeld: shareOf(good, ({ verdict }) => verdict === 'hold'),
    wronglyBlocked: shareOf(good, ({ verdict }) => verdict === 'block'),
    missed: shareOf(bad, ({ verdict }) => verdict === 'pass'),
  }
}

function shareOf(judged: readonly WeightedJudged[], isCounted: (one: WeightedJudged) => boolean): number | null {
  const total = sum(judged)
  return total === 0 ? null : sum(judged.filter(isCounted)) / total
}

function sum(judged: readonly WeightedJudged[]): number {
  return judged.reduce((total, { weight }) => total + weight, 0)
}

function macroF1(judged: readonly WeightedJudged[]): number {
  const labels = [...new Set(judged.map(({ label }) => label))]
  const f1 = labels.map((label) => {
    const right = sum(judged.filter((one) => one.label === label && one.answer === label))
    const all = sum(judged.filter((one) => one.label === label)) + sum(judged.filter(({ answer }) => answer === label))
    return (2 * right) / all
  })
  return f1.reduce((total, one) => total + one, 0) / labels.length
}

/** Returns the chance that a bad text scores above a good one, ties counting half. */
function areaUnder(good: readonly WeightedJudged[], bad: readonly WeightedJudged[]): number {
  const ordered = good.toSorted((one, other) => one.score - other.score)
  let [area, below, at] = [0, 0, 0]
  for (const one of bad.toSorted((former, latter) => former.score - latter.score)) {
    while ((ordered[at]?.score ?? Number.POSITIVE_INFINITY) < one.score) {
      below += ordered[at]?.weight ?? 0
      at += 1
    }
    const ties = sum(ordered.slice(at).filter(({ score }) => score === one.score))
    area += one.weight * (below + ties / 2)
  }
  return area / sum(good) / sum(bad)
}
