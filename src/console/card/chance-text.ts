import type { TextKey } from '../texts/zh-hant.ts'

/** Words for a calibrated chance, each with the least that it is said of; the surest first. */
const CHANCES = [
  [0.97, 'chance.certain'],
  [0.9, 'chance.very_likely'],
  [0.65, 'chance.likely'],
  [0.35, 'chance.open'],
  [0.1, 'chance.slight'],
] as const

/** Which words a chance is told in. */
export function chanceText(chance: number): TextKey {
  return CHANCES.find(([least]) => chance >= least)?.[1] ?? 'chance.unlikely'
}
