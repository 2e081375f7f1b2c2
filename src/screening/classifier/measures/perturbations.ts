import { isBad, isGood, type Judged } from './judged.ts'
import { pointAtFalsePositives, rank } from './ranking.ts'

/** How much of the bad is still seen under one disguise. */
export interface PerturbationFigures {
  readonly perturbation: string
  /** Bad texts under this disguise. */
  readonly count: number
  /** The share of them that is flagged at 5 % false positives. */
  readonly recall: number
  /** `recall` by that of the plain texts; `undefined` where those have none. */
  readonly ofPlain: number | undefined
  /** Of the bad texts in which rules find something when they are plain, the share in which they still do. */
  readonly hitSurvival: number | undefined
}

/** The share of good texts that may be flagged where a recall is told: 5 %. */
export const FALSE_POSITIVES = 0.05

const PLAIN = 'none'

/**
 * Measures each disguise of a set, the plain texts first; empty for a set without disguises.
 * The threshold flags 5 % of the good texts under the same disguise, or of the plain good ones where it has none.
 */
export function measurePerturbations(judged: readonly Judged[]): readonly PerturbationFigures[] {
  const kinds = new Set(judged.flatMap(({ perturbation }) => perturbation ?? []))
  const plainGood = judged.filter((one) => one.perturbation === PLAIN && isGood(one))
  const rows = [...kinds].flatMap((perturbation) => {
    const own = judged.filter((one) => one.perturbation === perturbation)
    const bad = own.filter(isBad)
    const good = own.filter(isGood)
    const point = pointAtFalsePositives(rank([...bad, ...(good.length > 0 ? good : plainGood)]), FALSE_POSITIVES)
    return point ? { perturbation, count: bad.length, recall: point.recall, hitSurvival: hitSurvival(bad) } : []
  })
  const plain = rows.find(({ perturbation }) => perturbation === PLAIN)?.recall ?? 0
  return rows
    .map((row) => ({ ...row, ofPlain: plain > 0 ? row.recall / plain : undefined }))
    .sort((one, other) => place(one.perturbation) - place(other.perturbation))
}

function hitSurvival(bad: readonly Judged[]): number | undefined {
  const hit = bad.filter(({ wasHit }) => wasHit === true)
  return hit.length === 0 ? undefined : hit.filter(({ isHit }) => isHit).length / hit.length
}

function place(perturbation: string): number {
  return perturbation === PLAIN ? 0 : 1
}
