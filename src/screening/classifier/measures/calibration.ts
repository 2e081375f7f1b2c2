import { isBad, isGood, type Judged } from './judged.ts'

/** Texts whose scores are near each other: what was said of them, and what was so. */
export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly meanScore: number
  readonly badShare: number
}

const BINS = 10

/** Sorts the judged texts into ten equal intervals of their score; empty intervals are left out. */
export function reliability(judged: readonly Judged[]): readonly ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, score: 0, bad: 0 }))
  for (const one of judged) {
    const bin = bins[Math.min(Math.floor(one.score * BINS), BINS - 1)]
    if (!bin || !(isBad(one) || isGood(one))) continue
    bin.count += 1
    bin.score += one.score
    if (isBad(one)) bin.bad += 1
  }
  return bins.flatMap(({ count, score, bad }, at) => {
    if (count === 0) return []
    return { from: at / BINS, to: (at + 1) / BINS, count, meanScore: score / count, badShare: bad / count }
  })
}

/** Returns the expected calibration error: how far scores are from shares on average, weighted by the texts of each bin. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return 0
  return bins.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.meanScore - bin.badShare), 0)
}
