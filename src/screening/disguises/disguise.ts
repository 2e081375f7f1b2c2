import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'
import type { Reading } from '../../text/readings/reading.ts'
import { type Automaton, compileAutomaton, searchAutomaton } from '../automaton.ts'
import type { Boundaries } from '../segmentation.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling } from './common-characters.ts'

/** An entry that stands in a text in other characters than its own, at offsets into the normalized text. */
export interface DisguisedMatch {
  readonly entry: Entry
  readonly start: number
  readonly end: number
  /** Bits of the folds by which it was seen. */
  readonly folds: number
  /** What is left of the entry's weight: the less certain the reading, the less. */
  readonly weight: number
}

/** What a disguise is looked for in. */
export interface Disguised {
  readonly normalized: Normalized
  /** The normalized text as entries are matched. */
  readonly text: string
  readonly boundaries: Boundaries
}

/** Entries by what a reading makes of them, in one automaton; side by side, for forms are more than ten times as many. */
export interface ReadingIndex {
  readonly automaton: Automaton
  readonly entries: readonly Entry[]
  /** The entries of a form, as places in `entries`, side by side. */
  readonly places: Uint32Array
  /** Where the places of a form begin; they end where those of the next begin. */
  readonly firstPlace: Uint32Array
}

/** Compiles entries under the forms given for each; the strongest entry of a form comes first. */
export function compileReadingIndex(
  entries: readonly Entry[],
  formsOf: (entry: Entry) => readonly string[],
): ReadingIndex {
  const ordered = entries.toSorted((one, other) => other.weight - one.weight)
  const byForm = new Map<string, number | number[]>()
  ordered.forEach((entry, place) => {
    for (const form of formsOf(entry)) {
      const known = byForm.get(form)
      if (known === undefined) byForm.set(form, place)
      else byForm.set(form, [known, place].flat())
    }
  })
  const places = [...byForm.values()]
  const firstPlace = new Uint32Array(places.length + 1)
  places.forEach((one, form) => {
    firstPlace[form + 1] = (firstPlace[form] ?? 0) + (typeof one === 'number' ? 1 : one.length)
  })
  const automaton = compileAutomaton([...byForm.keys()])
  return { automaton, entries: ordered, places: Uint32Array.from(places.flat()), firstPlace }
}

/** Returns the entries of a form, the strongest first. */
export function entriesOf({ entries, places, firstPlace }: ReadingIndex, form: number): readonly Entry[] {
  const of: Entry[] = []
  for (let at = firstPlace[form] ?? 0; at < (firstPlace[form + 1] ?? 0); at += 1) {
    const entry = entries[places[at] ?? 0]
    if (entry) of.push(entry)
  }
  return of
}

/** A place in a reading where a form of an entry stands, its symbols from `first` to `last`, both inclusive. */
export interface Candidate {
  readonly entry: Entry
  readonly first: number
  readonly last: number
}

/** Five times what counts of an entry: places of a form that are allowed must not use it up. */
export const MAX_OF_FORM = 100

/**
 * Weighs what stands wherever a form of an entry stands in a reading. Where one of the form's entries stands in its own
 * characters nothing is guessed at: that says already what is there.
 */
export function weighCandidates(
  index: ReadingIndex,
  { reading, disguised }: { readonly reading: Reading; readonly disguised: Disguised },
  weigh: (candidate: Candidate) => DisguisedMatch | undefined,
): DisguisedMatch[] {
  const { text } = disguised
  const found: DisguisedMatch[] = []
  const counts = new Map<number, number>()
  searchAutomaton(index.automaton, reading.text, (form, first, end) => {
    const count = counts.get(form) ?? 0
    if (count >= MAX_OF_FORM) return
    const start = reading.starts[first] ?? 0
    const length = (reading.ends[end - 1] ?? 0) - start
    if (length === 2 && isOrdinaryPair(start, disguised)) return
    const entries = entriesOf(index, form)
    for (const { pattern } of entries) if (pattern.length === length && text.startsWith(pattern, start)) return
    for (const entry of entries) {
      const match = weigh({ entry, first, last: end - 1 })
      if (!match) continue
      found.push(match)
      counts.set(form, count + 1)
    }
  })
  return found
}

/**
 * Tells from two characters alone that whatever entry sounds or looks like them is not meant: both are such as stand in every
 * second sentence, or one makes a word with a neighbour. Among many entries some sound like nearly every pair, and to look at
 * an entry that nobody looked at before takes longer than all of this.
 */
function isOrdinaryPair(start: number, { text, normalized: { units }, boundaries: { joinsWord } }: Disguised): boolean {
  // What was said for a picture is a word of its own, however common.
  if ((((units.masks[start] ?? 0) | (units.masks[start + 1] ?? 0)) & FOLD_BITS.picture) !== 0) return false
  if (!isTelling(text.slice(start, start + 2), 2)) return true
  return joinsWord(start + 1) || joinsWord(start) || joinsWord(start + 2)
}

/** Tells whether no character at these places makes a word with its neighbour. */
export function standAlone(places: readonly number[], { joinsWord }: Boundaries): boolean {
  return places.every((at) => !joinsWord(at) && !joinsWord(at + 1))
}

/**
 * Tells whether a piece that is guessed at begins and ends between words. Of two characters the pairs across its ends
 * decide: such a guess only ever supports, and they are as common as words.
 */
export function isCutOut({ start, end }: Piece, boundaries: Boundaries): boolean {
  if (end - start > 2) return !boundaries.isBounded(start, end)
  return boundaries.joinsWord(start) || boundaries.joinsWord(end)
}

/** Tells whether the last character of a piece stands for another and makes a word with what follows: 家 for 加 in 想了解的家长. */
export function goesOn(places: readonly number[], end: number, { joinsWord }: Boundaries): boolean {
  return places.at(-1) === end - 1 && joinsWord(end)
}

type Piece = Pick<DisguisedMatch, 'start' | 'end'>

/** Tells whether an entry counts wherever its characters stand, so that a sure guess at it needs no boundary either. */
export function countsAnywhere({ mode, pattern }: Entry): boolean {
  return mode === 'substring' && pattern.length >= SURE_UNITS
}

/** Four characters in another order, or three of four in their places, are no accident, whatever words they make on the way. */
export const SURE_UNITS = 4

/** Returns a share of an entry's weight, in thousandths. */
export function shareOf(entry: Entry, share: number): number {
  return Math.round(entry.weight * share * 1000) / 1000
}
