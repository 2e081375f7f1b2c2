import { FOLD_BITS } from '../text/folds/fold.ts'
import { cutsLatinWord } from '../text/latin-words.ts'
import type { Normalized } from '../text/normalize.ts'
import { searchAutomaton } from './automaton.ts'
import { createCompanyCheck } from './company.ts'
import { findDisguised } from './disguises.ts'
import type { Lexicon } from './lexicon.ts'
import { byStart, withoutNested } from './nesting.ts'
import { findRegexes, type Places } from './regex-matches.ts'
import type { Boundaries } from './segmentation.ts'
import { type Entry, MAX_PATTERN_UNITS, matchingForm } from './wordlist.ts'

/** An entry at offsets into the normalized text. */
export interface EntryMatch {
  readonly entry: Entry
  readonly start: number
  readonly end: number
  readonly weight: number
  /** Bits of the folds beyond the text's own, by which a hidden entry was seen; 0 for one that stands there. */
  readonly folds: number
}

interface Piece {
  readonly start: number
  readonly end: number
}

interface Question {
  readonly normalized: Normalized
  readonly lexicon: Lexicon
  readonly boundaries: Boundaries
  /** Where contacts stand, in normalized offsets. */
  readonly contacts: readonly Piece[]
}

/** Why a match counts or does not. */
export type Standing =
  | 'counts'
  /** It lies inside an allow entry. */
  | 'allowed'
  /** A word reaches across one of its ends. */
  | 'inside_word'
  /** It needs company and has none nearby. */
  | 'alone'
  /** Its entry counts in many other places. */
  | 'repeated'
  /** A longer match of its category contains it. */
  | 'nested'
  /** It contains a heavier match of its category. */
  | 'outweighed'
  /** It is a guess, and what stands there in plain characters says so already or says otherwise. */
  | 'said'

/** A match with its standing. */
export interface JudgedMatch extends EntryMatch {
  readonly standing: Standing
}

/**
 * Finds the entries that count in a text: outside allow entries, on word boundaries where they must be, in company
 * where they need it, ordered by their start. Of matches of one category inside each other only the heaviest is returned,
 * of equally heavy ones the longest; of each entry only the first 20.
 */
export function matchEntries(question: Question): EntryMatch[] {
  const { plainly, guessing } = sift(question)
  return [...plainly.counting, ...guessing.counting]
}

/** Finds every match, those that do not count too, each with the first reason against it; ordered by their start. */
export function judgeEntries(question: Question): readonly JudgedMatch[] {
  const { plainly, guessing } = sift(question)
  const dropped = (from: readonly EntryMatch[], kept: readonly EntryMatch[], standing: Standing): JudgedMatch[] => {
    const left = new Set(kept)
    return from.filter((match) => !left.has(match)).map((match) => ({ ...match, standing }))
  }
  const beaten = ({ few, counting }: Sieve): JudgedMatch[] =>
    dropped(few, counting, 'nested').map((match) =>
      isContained(match, counting) ? match : { ...match, standing: 'outweighed' },
    )
  return [
    ...dropped(plainly.found, plainly.free, 'allowed'),
    ...dropped(plainly.free, plainly.confirmed, 'inside_word'),
    ...dropped(plainly.confirmed, plainly.accompanied, 'alone'),
    ...dropped(plainly.accompanied, plainly.few, 'repeated'),
    ...beaten(plainly),
    ...dropped(guessing.found, guessing.free, 'allowed'),
    ...dropped(guessing.free, guessing.accompanied, 'alone'),
    ...dropped(guessing.accompanied, guessing.unsaid, 'said'),
    ...dropped(guessing.unsaid, guessing.few, 'repeated'),
    ...beaten(guessing),
    ...dropped([...plainly.counting, ...guessing.counting], [], 'counts'),
  ].sort(byStart)
}

function isContained({ entry, start, end }: EntryMatch, counting: readonly EntryMatch[]): boolean {
  return counting.some((one) => one.entry.category === entry.category && one.start <= start && end <= one.end)
}

/** The matches left after each question that is asked of them. */
interface Sieve {
  readonly found: readonly EntryMatch[]
  readonly free: readonly EntryMatch[]
  readonly accompanied: readonly EntryMatch[]
  /** Not too many of each entry. */
  readonly few: readonly EntryMatch[]
  readonly counting: readonly EntryMatch[]
}

interface Sifted {
  /** Of what stands there in its own characters. */
  readonly plainly: Sieve & { readonly confirmed: readonly EntryMatch[] }
  /** Of what is guessed at; its boundaries were asked for when it was found. */
  readonly guessing: Sieve & { readonly unsaid: readonly EntryMatch[] }
}

function sift({ normalized, lexicon, boundaries, contacts }: Question): Sifted {
  const text = matchingForm(normalized.text)
  const { found, allowed } = search(text, lexicon)
  const free = outside(found, allowed)
  const confirmed = free.filter((match) => isConfirmed(match, normalized, boundaries))
  const guesses = findDisguised(lexicon.disguises, { normalized, text, boundaries })
  const freeGuesses = outside(guesses, allowed)
  const hasCompany = createCompanyCheck([...confirmed, ...freeGuesses], contacts)
  const accompanied = confirmed.filter(hasCompany)
  const few = fewOfEach(accompanied)
  const accompaniedGuesses = freeGuesses.filter(hasCompany)
  const unsaid = unsaidBy(accompaniedGuesses, found.filter(saysItself))
  const fewGuesses = fewOfEach(unsaid)
  return {
    plainly: { found, free, confirmed, accompanied, few, counting: withoutNested(few) },
    guessing: {
      found: guesses,
      free: freeGuesses,
      accompanied: accompaniedGuesses,
      unsaid,
      few: fewGuesses,
      counting: withoutNested(fewGuesses),
    },
  }
}

// A text that repeats one word a thousand times says it once. Counted is what counts: filler must not use it up.
const MAX_MATCHES_OF_ENTRY = 20

function fewOfEach(matches: readonly EntryMatch[]): readonly EntryMatch[] {
  if (matches.length <= MAX_MATCHES_OF_ENTRY) return matches
  const counts = new Map<Entry, number>()
  return matches.filter(({ entry }) => {
    const count = (counts.get(entry) ?? 0) + 1
    counts.set(entry, count)
    return count <= MAX_MATCHES_OF_ENTRY
  })
}

/** A regex spans what it does not name: hidden words may stand in its gaps. */
function saysItself({ entry }: EntryMatch): boolean {
  return entry.mode !== 'regex'
}

/**
 * Drops guesses where plain characters say it already: of all their place, or across an end of it; both come ordered by
 * start, and no plain match is longer than an entry.
 */
function unsaidBy(guesses: readonly EntryMatch[], plain: readonly EntryMatch[]): readonly EntryMatch[] {
  let first = 0
  return guesses.filter((hidden) => {
    while ((plain[first]?.start ?? hidden.start) < hidden.start - MAX_PATTERN_UNITS) first += 1
    for (let at = first; at < plain.length; at += 1) {
      const one = plain[at]
      if (!one || one.start >= hidden.end) return true
      if (says(one, hidden)) return false
    }
    return true
  })
}

function says(plain: EntryMatch, hidden: EntryMatch): boolean {
  const touches = plain.start < hidden.end && hidden.start < plain.end
  const isWithin = hidden.start <= plain.start && plain.end <= hidden.end
  const isSame = plain.start === hidden.start && plain.end === hidden.end
  return touches && (!isWithin || isSame)
}

function search(text: string, lexicon: Lexicon): { found: EntryMatch[]; allowed: Piece[] } {
  const found: EntryMatch[] = []
  const allowed: Piece[] = []
  const announced: Places = new Map()
  searchAutomaton(lexicon.automaton, text, (pattern, start, end) => {
    if (lexicon.isAllowed[pattern]) allowed.push({ start, end })
    for (const entry of lexicon.entriesOf[pattern] ?? []) {
      found.push({ entry, start, end, weight: entry.weight, folds: 0 })
    }
    for (const regex of lexicon.regexesOf[pattern] ?? []) {
      const places = announced.get(regex)
      if (places) places.push({ start, end })
      else announced.set(regex, [{ start, end }])
    }
  })
  for (const match of findRegexes(text, announced)) found.push(match)
  return { found: found.sort(byStart), allowed: allowed.sort(byStart) }
}

/**
 * Drops matches that lie inside one of the allowed pieces, and those that one cuts: it begins inside them and goes on behind
 * their end (大麻花 in 賣大麻花). Both come ordered by start.
 */
function outside(found: readonly EntryMatch[], allowed: readonly Piece[]): EntryMatch[] {
  let next = 0
  let allowedUpTo = 0
  return found.filter((match) => {
    for (let piece = allowed[next]; piece && piece.start <= match.start; piece = allowed[next]) {
      allowedUpTo = Math.max(allowedUpTo, piece.end)
      next += 1
    }
    return match.end > allowedUpTo && !isCut(match, allowed, next)
  })
}

/** Tells whether an allowed piece begins inside a match and ends behind it; `from` is the first that begins after its start. */
function isCut({ start, end }: EntryMatch, allowed: readonly Piece[], from: number): boolean {
  // A match is short: few begin inside it.
  for (let at = from; at < allowed.length; at += 1) {
    const piece = allowed[at]
    if (!piece || piece.start >= end) return false
    if (piece.start > start && piece.end > end) return true
  }
  return false
}

/**
 * A space inside a match may stand between two other words: then the boundaries decide, unless it is a regex, which says so
 * itself, or every character is parted from the next.
 */
function isConfirmed({ entry, start, end }: EntryMatch, normalized: Normalized, boundaries: Boundaries): boolean {
  if (cutsLatinWord(normalized.text, { start, end })) return false
  if (entry.mode === 'regex') return true
  if (isLetterApart(entry, normalized, start)) return false
  if (entry.mode === 'substring' && !crossesSpace(normalized, start, end)) return true
  return boundaries.isBounded(start, end)
}

const LETTER_AND_HAN = /^(?:[a-z]\p{Script=Han}|\p{Script=Han}[a-z])$/u

/** A letter with a space behind it is a name of something (維生素 A 片), not half of a word. */
function isLetterApart({ pattern }: Entry, { units }: Normalized, start: number): boolean {
  return pattern.length === 2 && ((units.gaps[start + 1] ?? 0) & FOLD_BITS.space) !== 0 && LETTER_AND_HAN.test(pattern)
}

// Two characters with a space between them are two words as often.
const LEAST_SPACED_UNITS = 3

function crossesSpace({ units }: Normalized, start: number, end: number): boolean {
  let spaces = 0
  let gaps = 0
  for (let at = start + 1; at < end; at += 1) {
    const gap = units.gaps[at] ?? 0
    if ((gap & FOLD_BITS.space) !== 0) spaces += 1
    if ((gap & PARTED) !== 0) gaps += 1
  }
  return spaces > 0 && (end - start < LEAST_SPACED_UNITS || gaps < end - start - 1)
}

const PARTED = FOLD_BITS.space | FOLD_BITS.spaced | FOLD_BITS.separator
