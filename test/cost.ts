/** Enough to be compiled and for a run or two to be undisturbed, on a machine that does other things as well. */
const RUNS = 30

/** Returns the microseconds of processor time of the fastest of many runs: other programs on the machine do not count. */
export function cost(work: () => void): number {
  const [best = Number.NaN] = costs([work])
  return best
}

/** Returns the cost of each of several works, which take turns: whatever else the machine does meets them alike. */
export function costs(works: readonly (() => void)[]): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let run = 0; run < RUNS; run += 1) {
    works.forEach((work, at) => {
      best[at] = Math.min(best[at]!, processorTime(work))
    })
  }
  return best
}

/** Returns the microseconds of processor time of one run. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}
