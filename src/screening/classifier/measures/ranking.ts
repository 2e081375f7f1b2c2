import { isBad, isGood, type Judged } from './judged.ts'

/** A place on the curve: flag all that scores at least `threshold`. */
export interface RankingPoint {
  readonly threshold: number
  /** Shares of the good and of the bad that are flagged. */
  readonly falsePositives: number
  readonly recall: number
}

/** Returns a point for each score that occurs, from the highest down; the first flags nothing. Empty without good or bad. */
export function rank(judged: readonly Judged[]): readonly RankingPoint[] {
  const goods = judged.filter(isGood).length
  const bads = judged.filter(isBad).length
  if (goods === 0 || bads === 0) return []
  const points: RankingPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falsePositives: 0, recall: 0 }]
  const ordered = judged.filter((one) => isGood(one) || isBad(one)).sort((one, other) => other.score - one.score)
  let good = 0
  let bad = 0
  for (const [at, one] of ordered.entries()) {
    if (isBad(one)) bad += 1
    else good += 1
    if (ordered[at + 1]?.score === one.score) continue
    points.push({ threshold: one.score, falsePositives: good / goods, recall: bad / bads })
  }
  return points
}

/** Returns the area under the curve, ties counting half: the chance that a bad text scores above a good one. */
export function areaUnder(points: readonly RankingPoint[]): number {
  let area = 0
  for (const [at, point] of points.entries()) {
    const before = points[at - 1]
    if (before) area += ((point.falsePositives - before.falsePositives) * (point.recall + before.recall)) / 2
  }
  return area
}

/** Returns the last point that flags at most a share of the good; nothing between two points is interpolated. */
export function pointAtFalsePositives(points: readonly RankingPoint[], most: number): RankingPoint | undefined {
  return points.findLast(({ falsePositives }) => falsePositives <= most)
}
