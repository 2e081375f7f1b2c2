/** Enough for a run or two to be undisturbed, on a machine that does other things as well. */
const RUNS = 12

/** Returns the microseconds of processor time of the fastest of many runs: other programs on the machine do not count. */
export function cost(work: () => void): number {
  return Math.min(...Array.from({ length: RUNS }, () => processorTime(work)))
}

/** Returns the microseconds of processor time of one run. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}
