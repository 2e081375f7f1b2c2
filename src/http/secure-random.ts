import { randomInt } from 'node:crypto'

/** As many steps as `randomInt` takes. */
const STEPS = 2 ** 47

/** Returns a number from 0 up to but not 1 that nobody can foretell. */
export function secureRandom(): number {
  return randomInt(STEPS) / STEPS
}
