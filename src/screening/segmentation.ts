import { FOLD_BITS } from '../text/folds/fold.ts'
import type { Units } from '../text/units.ts'

/** Cuts normalized text into words, which joined give the text again. */
export type Segment = (text: string) => readonly string[]

/** Says whether the piece from `start` to `end` of a text begins and ends at word boundaries. */
export type BoundaryCheck = (start: number, end: number) => boolean

// A separator that the reader put there is a boundary by itself; a regular row of them says nothing about words.
const PARTS_WORDS = FOLD_BITS.separator | FOLD_BITS.space

/**
 * Returns a check that is true unless a word of the segmentation reaches across either end of the piece.
 * So 大麻 is confirmed in 賣/大/麻/的, where no longer word contradicts it, and not in 大/麻煩.
 * The text is segmented at most once, at the first question.
 */
export function createBoundaryCheck(text: string, units: Units, segment: Segment): BoundaryCheck {
  let inside: Uint8Array | undefined
  const isInsideWord = (edge: number): boolean => {
    inside ??= markInsides(text, segment)
    return inside[edge] === 1 && ((units.gaps[edge] ?? 0) & PARTS_WORDS) === 0
  }
  return (start, end) => !isInsideWord(start) && !isInsideWord(end)
}

/** Marks every offset that lies inside a word. */
function markInsides(text: string, segment: Segment): Uint8Array {
  const inside = new Uint8Array(text.length + 1)
  let at = 0
  for (const word of segment(text)) {
    inside.fill(1, at + 1, at + word.length)
    at += word.length
  }
  if (at !== text.length) throw new Error('segmentation lost characters')
  return inside
}
