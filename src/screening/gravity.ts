import type { Verdict } from './evidence.ts'

const GRAVITY: Readonly<Record<Verdict, number>> = { pass: 0, hold: 1, block: 2 }

/** Tells whether a verdict is graver than another. */
export function isGraver(verdict: Verdict, than: Verdict): boolean {
  return GRAVITY[verdict] > GRAVITY[than]
}
