// The normal quantile of 95 %, one-sided.
const QUANTILE = 1.6449

/**
 * Returns the upper end of the one-sided interval of 95 % for a share that was seen among `count` texts (Wilson 1927): what
 * was never seen among few may still be frequent. `count` may be a fraction, and is more than 0.
 */
export function highestShare(share: number, count: number): number {
  const square = QUANTILE ** 2 / count
  return (share + square / 2 + Math.sqrt(square * (share * (1 - share) + square / 4))) / (1 + square)
}
