import { FOLD_BITS } from '../../text/folds/fold.ts'
import { cutsLatinWord } from '../../text/latin-words.ts'
import type { Reading } from '../../text/readings/reading.ts'
import { readShapes } from '../../text/readings/shape-reading.ts'
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

/** Compiles entries by their shape; of one character over and over nothing is left to stretch. */
export function compileShapes(entries: readonly Entry[]): ReadingIndex {
  return compileReadingIndex(entries, ({ pattern }) => [readShapes(pattern).text].filter((form) => form.length > 1))
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
const MIN_ADDED = 2
// 看看片片 is a slip twice over; three characters that all stand twice are none.
const LEAST_DOUBLED = 3

function weigh(candidate: Candidate, reading: Reading, disguised: Disguised): DisguisedMatch | undefined {
  const { entry, first, last } = candidate
  const { text, boundaries } = disguised
  const start = reading.starts[first] ?? 0
  const end = reading.ends[last] ?? 0
  const written = compare(candidate, reading, text)
  if (!written || cutsLatinWord(text, { start, end })) return undefined
  const { exchanged, places, mostAdded, leastAdded } = written
  const length = last - first + 1
  const isDrawnOut = mostAdded >= MIN_ADDED || (leastAdded > 0 && length >= LEAST_DOUBLED)
  if (exchanged === '' && !isDrawnOut) return undefined
  if (exchanged !== '' && length === 2 && entry.category === 'ad_spam') return undefined
  const isSure = leavesNoDoubt(length - exchanged.length, exchanged)
  if (!isSure && !(isTelling(exchanged, length) && standAlone(places, boundaries))) return undefined
  const isFree = isSure && countsAnywhere(entry) && !goesOn(places, end, boundaries)
  const isAnywhere = exchanged === '' ? entry.mode === 'substring' : isFree
  if (!isAnywhere && isCutOut({ start, end }, boundaries)) return undefined
  const folds = (exchanged === '' ? 0 : FOLD_BITS.shape) | (mostAdded > 0 ? FOLD_BITS.stretched : 0)
  return { entry, start, end, folds, weight: shareOf(entry, isSure ? 1 : shareFor(exchanged, length)) }
}

/** How the characters of an entry are written. */
interface Written {
  /** Look-alikes, and where they stand. */
  readonly exchanged: string
  readonly places: readonly number[]
  /** How often the most and the least repeated character stands beyond what the entry has of it. */
  readonly mostAdded: number
  readonly leastAdded: number
}

/** Compares what stands there with an entry, row by row; `undefined` where there is less of a character than in the entry. */
function compare({ entry: { pattern }, first, last }: Candidate, reading: Reading, text: string): Written | undefined {
  const rows = pattern.length > last - first + 1 ? readShapes(pattern) : undefined
  let exchanged = ''
  const places: number[] = []
  let mostAdded = 0
  let leastAdded = Number.POSITIVE_INFINITY
  for (let at = first; at <= last; at += 1) {
    const from = reading.starts[at] ?? 0
    const row = rows?.starts[at - first] ?? at - first
    const added = (reading.ends[at] ?? 0) - from - ((rows?.ends[at - first] ?? row + 1) - row)
    mostAdded = Math.max(mostAdded, added)
    leastAdded = Math.min(leastAdded, added)
    if (added < 0) return undefined
    if (text.charCodeAt(from) === pattern.charCodeAt(row)) continue
    if (added > 0) return undefined
    exchanged += text.charAt(from)
    places.push(from)
  }
  return { exchanged, places, mostAdded, leastAdded }
}

function shareFor(exchanged: string, length: number): number {
  if (exchanged === '') return 0.8
  if (length === 2) return 0.3
  return length === 3 ? 0.8 : 0.9
}
