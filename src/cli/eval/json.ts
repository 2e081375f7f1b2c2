import type { SetFigures } from '../../screening/classifier/measures/measure-set.ts'
import type { Origin } from './origin.ts'

/** Writes the figures as one JSON document, without the points of the curves: of many texts they are many megabytes. */
export function writeJson(figures: readonly SetFigures[], origin: Origin): string {
  const sets = figures.map(({ ranking, ...set }) => {
    if (!ranking) return set
    const { points: _, ...measured } = ranking
    return { ...set, ranking: measured }
  })
  return `${JSON.stringify({ ...origin, sets }, null, 2)}\n`
}
