/** Each bucket reaches a tenth further than the one before: what is read off them is wrong by a twentieth at most. */
export const BUCKET_GROWTH = 1.1

/** How long something took, counted by bucket: bucket b holds what took 1.1^b to 1.1^(b + 1) seconds, 0 also less. */
export type Durations = ReadonlyMap<number, number>

/**
 * Returns the seconds that this share of the durations did not exceed, the middle of the bucket that holds it; `null` of
 * none. `share` is above 0 and at most 1.
 */
export function quantile(durations: Durations, share: number): number | null {
  const buckets = [...durations].sort(([one], [other]) => one - other)
  const rank = Math.ceil(share * countOf(durations))
  let passed = 0
  for (const [bucket, count] of buckets) {
    passed += count
    if (passed >= rank && count > 0) return BUCKET_GROWTH ** (bucket + 0.5)
  }
  return null
}

/** Returns how many durations were counted. */
export function countOf(durations: Durations): number {
  return [...durations.values()].reduce((sum, count) => sum + count, 0)
}
