import { FOLD_BITS } from '../text/folds/fold.ts'
import { foldMask, type Normalized } from '../text/normalize.ts'
import { searchAutomaton } from './automaton.ts'
import { findDisguised } from './disguises.ts'
import type { Lexicon } from './lexicon.ts'
import { findRegexes, type Places } from './regex-matches.ts'
import type { BoundaryCheck } from './segmentation.ts'
import type { CategoryCode } from './taxonomy.ts'
import { type Company, type Entry, matchingForm, nameEntry } from './wordlist.ts'

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
  readonly isBounded: BoundaryCheck
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
  /** A longer match of its category contains it. */
  | 'nested'
  /** It is a guess, and what stands there in plain characters says so already or says otherwise. */
  | 'said'

/** A match with its standing. */
export interface JudgedMatch extends EntryMatch {
  readonly standing: Standing
}

/**
 * Finds the entries that count in a text: outside allow entries, on word boundaries where they must be, in company
 * where they need it, ordered by their start. Of matches of one category inside each other only the longest is returned.
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
  return [
    ...dropped(plainly.found, plainly.free, 'allowed'),
    ...dropped(plainly.free, plainly.confirmed, 'inside_word'),
    ...dropped(plainly.confirmed, plainly.accompanied, 'alone'),
    ...dropped(plainly.accompanied, plainly.counting, 'nested'),
    ...dropped(guessing.found, guessing.free, 'allowed'),
    ...dropped(guessing.free, guessing.accompanied, 'alone'),
    ...dropped(guessing.accompanied, guessing.unsaid, 'said'),
    ...dropped(guessing.unsaid, guessing.counting, 'nested'),
    ...dropped([...plainly.counting, ...guessing.counting], [], 'counts'),
  ].sort(byStart)
}

/** The matches left after each question that is asked of them. */
interface Sieve {
  readonly found: readonly EntryMatch[]
  readonly free: readonly EntryMatch[]
  readonly accompanied: readonly EntryMatch[]
  readonly counting: readonly EntryMatch[]
}

interface Sifted {
  /** Of what stands there in its own characters. */
  readonly plainly: Sieve & { readonly confirmed: readonly EntryMatch[] }
  /** Of what is guessed at; its boundaries were asked for when it was found. */
  readonly guessing: Sieve & { readonly unsaid: readonly EntryMatch[] }
}

function sift({ normalized, lexicon, isBounded, contacts }: Question): Sifted {
  const text = matchingForm(normalized.text)
  const { found, allowed } = search(text, lexicon)
  const free = outside(found, allowed)
  const confirmed = free.filter((match) => isConfirmed(match, normalized, isBounded))
  const guesses = findDisguised(lexicon.disguises, { normalized, text, isBounded })
  const freeGuesses = outside(guesses, allowed)
  const all = [...confirmed, ...freeGuesses]
  const accompanied = confirmed.filter((match) => hasCompany(match, all, contacts))
  const counting = withoutNested(accompanied)
  const accompaniedGuesses = freeGuesses.filter((match) => hasCompany(match, all, contacts))
  const standing = freeGuesses.length === 0 ? [] : [...counting, ...found].filter(saysItself)
  const unsaid = accompaniedGuesses.filter((match) => !standing.some((one) => says(one, match)))
  return {
    plainly: { found, free, confirmed, accompanied, counting },
    guessing: {
      found: guesses,
      free: freeGuesses,
      accompanied: accompaniedGuesses,
      unsaid,
      counting: withoutNested(unsaid),
    },
  }
}

/** A regex spans what it does not name: hidden words may stand in its gaps. */
function saysItself({ entry }: EntryMatch): boolean {
  return entry.mode !== 'regex'
}

/** Tells whether plain characters say already what a hidden match guesses: of all its place, or across an end of it. */
function says(plain: EntryMatch, hidden: EntryMatch): boolean {
  const touches = plain.start < hidden.end && hidden.start < plain.end
  const isWithin = hidden.start <= plain.start && plain.end <= hidden.end
  const isSame = plain.start === hidden.start && plain.end === hidden.end
  return touches && (!isWithin || isSame)
}

// A text that repeats one word a thousand times says it once; what is compared in pairs must stay few.
const MAX_MATCHES_OF_ENTRY = 20

function search(text: string, lexicon: Lexicon): { found: EntryMatch[]; allowed: Piece[] } {
  const found: EntryMatch[] = []
  const allowed: Piece[] = []
  const counts = new Map<number, number>()
  const announced: Places = new Map()
  searchAutomaton(lexicon.automaton, text, (pattern, start, end) => {
    if (lexicon.isAllowed[pattern]) allowed.push({ start, end })
    const count = (counts.get(pattern) ?? 0) + 1
    counts.set(pattern, count)
    if (count > MAX_MATCHES_OF_ENTRY) return
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

/** By start, the longer first: so whatever contains a piece comes before it. */
function byStart(one: Piece, other: Piece): number {
  return one.start - other.start || other.end - one.end
}

/** Drops matches that lie inside one of the allowed pieces; both come ordered by start. */
function outside(found: readonly EntryMatch[], allowed: readonly Piece[]): EntryMatch[] {
  let next = 0
  let allowedUpTo = 0
  return found.filter((match) => {
    for (let piece = allowed[next]; piece && piece.start <= match.start; piece = allowed[next]) {
      allowedUpTo = Math.max(allowedUpTo, piece.end)
      next += 1
    }
    return match.end > allowedUpTo
  })
}

/** A space inside a match may stand between two other words: then the boundaries decide, unless it is a regex, which says so itself. */
function isConfirmed({ entry, start, end }: EntryMatch, normalized: Normalized, isBounded: BoundaryCheck): boolean {
  if (!startsAndEndsWords(normalized.text, start, end)) return false
  if (entry.mode === 'regex') return true
  const crossesSpace = (foldMask(normalized, start, end) & FOLD_BITS.space) !== 0
  return entry.mode === 'substring' && !crossesSpace ? true : isBounded(start, end)
}

const LATIN = /[a-z]/

/** A match that begins or ends with a Latin letter must not be cut out of a longer Latin word: av in java. */
function startsAndEndsWords(text: string, start: number, end: number): boolean {
  const cutsBefore = LATIN.test(text.charAt(start)) && LATIN.test(text.charAt(start - 1))
  const cutsAfter = LATIN.test(text.charAt(end - 1)) && LATIN.test(text.charAt(end))
  return !cutsBefore && !cutsAfter
}

// About two sentences: past that, two words of a comment speak of different things.
const NEAR_UNITS = 60

function hasCompany(match: EntryMatch, all: readonly EntryMatch[], contacts: readonly Piece[]): boolean {
  return (
    match.entry.company.length === 0 ||
    match.entry.company.some((wanted) =>
      wanted === 'contact'
        ? contacts.some((contact) => isNear(match, contact))
        : all.some((other) => canAccompany(match.entry, wanted, other.entry) && isNear(match, other)),
    )
  )
}

/**
 * Tells whether an entry is the company that another waits for. Two entries that both wait do not vouch for each other
 * unless they say different things.
 */
export function canAccompany(entry: Entry, wanted: Company, { category, pattern }: Entry): boolean {
  return (category === wanted || nameEntry(pattern) === wanted) && !pattern.includes(entry.pattern)
}

function isNear(one: Piece, other: Piece): boolean {
  return one.start - other.end <= NEAR_UNITS && other.start - one.end <= NEAR_UNITS
}

function withoutNested(matches: readonly EntryMatch[]): EntryMatch[] {
  const coveredUpTo = new Map<CategoryCode, number>()
  return matches.filter(({ entry, end }) => {
    const covered = coveredUpTo.get(entry.category) ?? 0
    coveredUpTo.set(entry.category, Math.max(covered, end))
    return end > covered
  })
}
