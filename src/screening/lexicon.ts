import { type Automaton, compileAutomaton } from './automaton.ts'
import { compileDisguises, type Disguises } from './disguises.ts'
import type { AllowEntry, Entry } from './wordlist.ts'

/** All wordlists compiled. */
export interface Lexicon {
  /** Changes whenever an entry, a weight or a mode changes. */
  readonly version: string
  readonly automaton: Automaton
  /** The entries of each pattern of the automaton, by its index; none for a pattern that only allows. */
  readonly entriesOf: readonly (readonly Entry[])[]
  readonly isAllowed: readonly boolean[]
  /** The entries as they may be hidden. */
  readonly disguises: Disguises
  /** The words whose boundaries segmentation must know. */
  readonly words: readonly string[]
}

/** Compiles entries into one automaton; a text that stands in several lists is one pattern with several entries. */
export function compileLexicon(lists: {
  readonly entries: readonly Entry[]
  readonly allowed: readonly AllowEntry[]
  readonly version: string
}): Lexicon {
  const byPattern = new Map<string, Entry[]>()
  for (const { pattern } of lists.allowed) byPattern.set(pattern, [])
  for (const entry of lists.entries) byPattern.set(entry.pattern, [...(byPattern.get(entry.pattern) ?? []), entry])
  const patterns = [...byPattern.keys()]
  const allowed = new Set(lists.allowed.map(({ pattern }) => pattern))
  return {
    version: lists.version,
    automaton: compileAutomaton(patterns),
    entriesOf: [...byPattern.values()],
    isAllowed: patterns.map((pattern) => allowed.has(pattern)),
    disguises: compileDisguises(lists.entries),
    words: [...new Set(lists.entries.filter(({ mode }) => mode === 'word').map(({ pattern }) => pattern))],
  }
}
