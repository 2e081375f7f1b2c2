import { type Normalized, normalize } from '../text/normalize.ts'
import { type SearchForm, searchFormOf } from '../text/search-form.ts'
import type { Evidence } from './evidence.ts'
import { fingerprintOf } from './fingerprint.ts'

/** What a comment is found by. */
export interface Searchable extends SearchForm {
  /** Each once: pairs of spoken units, what found something in it, and what its copies share with it. */
  readonly lexemes: readonly string[]
}

/** Of a pair whose second unit is none: the last unit of a text. No text holds it. */
const END = '.'

/** What is longer is cut, when it is kept as when it is asked for. */
const LONGEST = 200

/** Returns the forms of a text with its lexemes, in time linear in its length. */
export function searchableOf(text: string, { hits, findings }: Pick<Evidence, 'hits' | 'findings'>): Searchable {
  const normalized = normalize(text)
  const form = searchFormOf(normalized)
  const lexemes = new Set([
    ...pairsOf(`${form.spoken}${END}`),
    ...hits.flatMap(({ entry }) => (entry === null ? [] : [entryLexeme(entry)])),
    ...[...hits, ...findings].map(({ rule }) => ruleLexeme(rule)),
    ...lexemesOfCopies(normalized, hits),
  ])
  return { ...form, lexemes: [...lexemes] }
}

/** None where no fingerprint can be made: such a comment is held for it, and is stored and found by its text all the same. */
function lexemesOfCopies(normalized: Normalized, hits: Evidence['hits']): readonly string[] {
  try {
    return copyLexemes(fingerprintOf(normalized, hits))
  } catch {
    return []
  }
}

/**
 * Returns lexemes that a comment must have to hold these spoken units in a row, at most eight of them; of one unit alone
 * that unit, with which a lexeme must begin.
 */
export function spokenLexemes(spoken: string): readonly string[] {
  const pairs = pairsOf(spoken)
  if (pairs.length === 0) return [spoken]
  const step = Math.max(1, Math.ceil(pairs.length / MOST_PAIRS))
  return pairs.filter((_, at) => at % step === 0)
}

/** The text itself is compared afterwards; more pairs cost more than they leave out. */
const MOST_PAIRS = 8

/** Returns the lexeme of the comments that an entry of a wordlist hit, in whichever script it is written. */
export function entryLexeme(entry: string): string {
  return `!e${cut(normalize(entry).text)}`
}

/** Returns the lexeme of the comments in which a rule found something. */
export function ruleLexeme(rule: string): string {
  return `!r${cut(rule)}`
}

/**
 * Returns lexemes of which copies and near-duplicates share at least one: the bands of a fingerprint, its skeleton and
 * the contacts that it names.
 */
export function copyLexemes({
  skeleton,
  bands,
  contacts,
}: Pick<ReturnType<typeof fingerprintOf>, 'skeleton' | 'bands' | 'contacts'>): readonly string[] {
  return [
    ...bands.map((band) => `#b${band.toString(36)}`),
    ...(skeleton === '' ? [] : [`#s${cut(skeleton)}`]),
    ...contacts.map((contact) => `#k${cut(contact)}`),
  ]
}

function pairsOf(spoken: string): string[] {
  const units = Array.from(spoken)
  return units.slice(1).map((unit, at) => `${units[at]}${unit}`)
}

/** By whole characters, so that what is kept can be stored. */
function cut(text: string): string {
  return text.length <= LONGEST ? text : Array.from(text).slice(0, LONGEST).join('')
}
