import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Reading } from '../../text/readings/reading.ts'
import { readShapes, shapesOf } from '../../text/readings/shape-reading.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling, leavesNoDoubt } from './common-characters.ts'
import {
  type Candidate,
  compileReadingIndex,
  countsAnywhere,
  type Disguised,
  type DisguisedMatch,
  goesOn,
  isCutOut,
  type ReadingIndex,
  shareOf,
  standAlone,
  weighCandidates,
} from './disguise.ts'

const REPEATS = /(.)\1/u

/** Compiles entries by their shape; those that repeat a character are left out, for a row of it reads as one. */
export function compileShapes(entries: readonly Entry[]): ReadingIndex {
  return compileReadingIndex(entries, ({ pattern }) => (REPEATS.test(shapesOf(pattern)) ? [] : [shapesOf(pattern)]))
}

/**
 * Finds entries written by their shape: in look-alikes (愽 for 博), or stretched (加加加微信).
 * Unless three others stand plainly beside it, a look-alike stands alone, in no word of the segmentation.
 */
export function findShapes(index: ReadingIndex, disguised: Disguised): DisguisedMatch[] {
  const reading = readShapes(disguised.text)
  return weighCandidates(index, { reading, disguised }, (candidate) => weigh(candidate, reading, disguised))
}

// Twice is a slip or a habit (看看片); three times is drawn out.
const STRETCHED_CHARACTERS = 3
// 看看片片 is a slip twice over; three characters that all stand twice are none.
const LEAST_DOUBLED = 3

function weigh({ entry, first, last }: Candidate, reading: Reading, disguised: Disguised): DisguisedMatch | undefined {
  const { text, boundaries } = disguised
  const start = reading.starts[first] ?? 0
  const end = reading.ends[last] ?? 0
  let folds = 0
  let longestRow = 1
  let shortestRow = Number.POSITIVE_INFINITY
  let exchanged = ''
  const places: number[] = []
  for (let at = first; at <= last; at += 1) {
    const from = reading.starts[at] ?? 0
    const to = reading.ends[at] ?? 0
    const meant = entry.pattern.charAt(at - first)
    const written = text.slice(from, to)
    shortestRow = Math.min(shortestRow, to - from)
    if (written === meant) continue
    const isRow = written === meant.repeat(to - from)
    if (isRow) {
      longestRow = Math.max(longestRow, to - from)
      folds |= FOLD_BITS.stretched
    } else if (to - from > 1) {
      return undefined
    } else {
      folds |= FOLD_BITS.shape
      exchanged += written
      places.push(from)
    }
  }
  const length = last - first + 1
  const isDoubled = shortestRow > 1 && length >= LEAST_DOUBLED
  if (folds === 0 || (folds === FOLD_BITS.stretched && longestRow < STRETCHED_CHARACTERS && !isDoubled))
    return undefined
  if (exchanged.length > 0 && length === 2 && entry.category === 'ad_spam') return undefined
  const isSure = leavesNoDoubt(length - exchanged.length, exchanged)
  if (!isSure && !isTelling(exchanged, length)) return undefined
  if (!isSure && !standAlone(places, boundaries)) return undefined
  const isFree = isSure && countsAnywhere(entry) && !goesOn(places, end, boundaries)
  const isAnywhere = folds === FOLD_BITS.stretched ? entry.mode === 'substring' : isFree
  if (!isAnywhere && isCutOut({ start, end }, boundaries)) return undefined
  return { entry, start, end, folds, weight: shareOf(entry, isSure ? 1 : shareFor(folds, length)) }
}

function shareFor(folds: number, length: number): number {
  if ((folds & FOLD_BITS.shape) === 0) return 0.8
  if (length === 2) return 0.3
  return length === 3 ? 0.8 : 0.9
}
