/** A share that was seen among so many, and between what it lies with a confidence of 95 %. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** The normal quantile of 97.5 %. */
const QUANTILE = 1.96

/** Returns the share with its interval (Wilson 1927), in thousandths; `null` of none. */
export function shareOf(count: number, of: number): Share | null {
  if (of === 0) return null
  const share = count / of
  const square = QUANTILE ** 2 / of
  const middle = (share + square / 2) / (1 + square)
  const reach = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square)
  return {
    count,
    of,
    share: inThousandths(share),
    low: inThousandths(Math.max(0, middle - reach)),
    high: inThousandths(Math.min(1, middle + reach)),
  }
}

function inThousandths(share: number): number {
  return Math.round(share * 1000) / 1000
}
