import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Judgement } from './detector.ts'

/**
 * Returns a detection at the units that stand for a piece of the original, for rules that must see what the folds take
 * away; none where the folds dropped the whole piece.
 */
export function detectionOfOriginal(
  { units }: Normalized,
  place: { readonly start: number; readonly end: number },
  judgement: Judgement,
): Detection[] {
  let start = 0
  while (start < units.length && (units.ends[start] ?? 0) <= place.start) start += 1
  let end = start
  while (end < units.length && (units.starts[end] ?? 0) < place.end) end += 1
  return end > start ? [{ start, end, ...judgement }] : []
}
