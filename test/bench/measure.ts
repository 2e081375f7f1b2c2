/** Turns that count. */
export const ROUNDS = 5
// What is over sooner is done again until its turn is over, and the mean of a turn counts: all have as many chances.
const TURN_MS = 100

/**
 * Returns the milliseconds that each work takes, in the best of its turns. In every round all take their
 * turn, so that whatever else the machine does meets them alike; one more round before warms up.
 */
export function bestOf(works: readonly (() => void)[]): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round <= ROUNDS; round += 1) {
    works.forEach((work, at) => {
      const mean = meanOfTurn(work)
      if (round > 0) best[at] = Math.min(best[at]!, mean)
    })
  }
  return best
}

function meanOfTurn(work: () => void): number {
  const start = performance.now()
  for (let runs = 1; ; runs += 1) {
    work()
    const took = performance.now() - start
    if (took >= TURN_MS) return took / runs
  }
}

/** Makes something and tells by how much it outgrows what was there, once all that it let go of is collected. */
export function megabytesOf<Made>(make: () => Made): { readonly made: Made; readonly megabytes: number } {
  const before = heldBytes()
  const made = make()
  return { made, megabytes: (heldBytes() - before) / 1e6 }
}

function heldBytes(): number {
  if (!globalThis.gc) throw new Error('memory is measured under --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Prints a table, its first column to the left and the others to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
  print(`\n${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`)
}

export function print(text: string): void {
  process.stdout.write(text)
}

export function rounded(number: number): string {
  return Math.round(number).toLocaleString('en')
}
