import type { TextKey } from '../texts/zh-hant.ts'

/** From here on a category is spoken of as what the comment is, and not only as what it is most like. */
export const LIKELY = 0.65

/** Words for a calibrated chance, each with the least that it is said of; the surest first. */
const CHANCES = [
  [0.97, 'chance.certain'],
  [0.9, 'chance.very_likely'],
  [LIKELY, 'chance.likely'],
  [0.35, 'chance.open'],
  [0.1, 'chance.slight'],
] as const

/** Which words a chance is told in. */
export function chanceText(chance: number): TextKey {
  return CHANCES.find(([least]) => chance >= least)?.[1] ?? 'chance.unlikely'
}
