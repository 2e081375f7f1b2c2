import { type Automaton, compileAutomaton } from './automaton.ts'
import { compileDisguises, type Disguises } from './disguises.ts'
import { compileRegex, type RegexSearch } from './regex.ts'
import { requiredLiterals } from './required-literals.ts'
import type { AllowEntry, Entry } from './wordlist.ts'

/** All wordlists compiled. */
export interface Lexicon {
  /** Changes whenever an entry, a weight or a mode changes. */
  readonly version: string
  readonly entries: readonly Entry[]
  readonly automaton: Automaton
  /** The entries of each pattern of the automaton, by its index; none for a pattern that only allows or only announces. */
  readonly entriesOf: readonly (readonly Entry[])[]
  /** The regexes that need each pattern of the automaton, by its index. */
  readonly regexesOf: readonly (readonly Regex[] | undefined)[]
  readonly isAllowed: readonly boolean[]
  /** The entries as they may be hidden. */
  readonly disguises: Disguises
  /** The words whose boundaries segmentation must know. */
  readonly words: readonly string[]
}

/** An entry of mode `regex`. */
export interface Regex {
  readonly entry: Entry
  readonly search: RegexSearch
}

/**
 * Compiles entries into one automaton; a text that stands in several lists is one pattern with several entries. A regex is
 * in it by the literals that announce it, and costs nothing where none of them stands.
 */
export function compileLexicon(lists: {
  readonly entries: readonly Entry[]
  readonly allowed: readonly AllowEntry[]
  readonly version: string
}): Lexicon {
  const plain = new Map<string, Entry[]>()
  for (const entry of lists.entries) {
    if (entry.mode !== 'regex') plain.set(entry.pattern, [...(plain.get(entry.pattern) ?? []), entry])
  }
  const regexes = announceRegexes(lists.entries)
  const allowed = new Set(lists.allowed.map(({ pattern }) => pattern))
  const patterns = [...new Set([...allowed, ...plain.keys(), ...regexes.keys()])]
  return {
    version: lists.version,
    entries: lists.entries,
    automaton: compileAutomaton(patterns),
    entriesOf: patterns.map((pattern) => plain.get(pattern) ?? []),
    regexesOf: patterns.map((pattern) => regexes.get(pattern)),
    isAllowed: patterns.map((pattern) => allowed.has(pattern)),
    disguises: compileDisguises(lists.entries),
    words: [...plain.entries()].filter(([, entries]) => entries.some(isWord)).map(([pattern]) => pattern),
  }
}

function isWord({ mode }: Entry): boolean {
  return mode === 'word' || mode === 'pinyin'
}

function announceRegexes(entries: readonly Entry[]): ReadonlyMap<string, readonly Regex[]> {
  const announced = new Map<string, Regex[]>()
  for (const entry of entries) {
    if (entry.mode !== 'regex') continue
    const regex = { entry, search: compileRegex(entry.pattern) }
    for (const literal of new Set(requiredLiterals(entry.pattern).literals)) {
      announced.set(literal, [...(announced.get(literal) ?? []), regex])
    }
  }
  return announced
}
