import { compilePairs, keyOf, type Pairs, skip, stateOf } from './automaton/pairs.ts'
import { childOf, createStates, endingOf, failOf, linkState, patternOf, type States } from './automaton/states.ts'
import { plantTrie, type Trie } from './automaton/trie.ts'

/**
 * An Aho-Corasick automaton over UTF-16 units in typed arrays: finds all patterns in one pass, however many there are.
 * Few places of a text begin with the first three units of any pattern, so it waits outside its states until one does.
 * Method: Aho and Corasick, "Efficient string matching", CACM 18 (1975).
 */
export interface Automaton {
  readonly patternLengths: Uint16Array
  /** Patterns of one unit. */
  readonly singles: ReadonlyMap<number, number>
  /** One for the low byte of each of them: it sends most of a text away without hashing. */
  readonly lowBytesOfSingles: Uint8Array
  readonly states: States
  readonly pairs: Pairs
}

const LOW_BYTE = 0xff

type Report = (pattern: number, start: number, end: number) => void

/** Compiles patterns, which should be distinct and not empty; their indexes are what a search reports. */
export function compileAutomaton(patterns: readonly string[]): Automaton {
  const trie = plantTrie(patterns)
  const singles = new Map(
    patterns.flatMap((pattern, index) => (pattern.length === 1 ? [[pattern.charCodeAt(0), index] as const] : [])),
  )
  const lowBytesOfSingles = new Uint8Array(LOW_BYTE + 1)
  for (const unit of singles.keys()) lowBytesOfSingles[unit & LOW_BYTE] = 1
  const automaton = {
    patternLengths: Uint16Array.from(patterns, ({ length }) => length),
    singles,
    lowBytesOfSingles,
    states: createStates(trie),
    pairs: compilePairs(trie),
  }
  linkSuffixes(automaton, trie)
  return automaton
}

/**
 * Reports every occurrence of every pattern, overlapping ones too, first those of one unit, then the others in the
 * order in which they end. Takes time linear in the text and in what is reported.
 */
export function searchAutomaton(automaton: Automaton, text: string, report: Report): void {
  if (automaton.singles.size > 0) reportSingles(automaton, text, report)
  const { pairs } = automaton
  for (let at = skip(pairs, text, 2); at <= text.length; at = skip(pairs, text, at + 1)) {
    at = follow({ automaton, text, report }, at)
  }
}

interface Search {
  readonly automaton: Automaton
  readonly text: string
  readonly report: Report
}

/** Goes from state to state while two units or more are part of a pattern; returns the place of the unit that ends this. */
function follow(search: Search, from: number): number {
  const { automaton, text } = search
  let at = from
  let state = stateOf(automaton.pairs, keyOf(text.charCodeAt(at - 2), text.charCodeAt(at - 1)))
  while (state !== 0) {
    reportEnding(search, state, at)
    if (at === text.length) return at
    state = step(automaton.states, state, text.charCodeAt(at))
    if (state !== 0) at += 1
  }
  return at
}

function step(states: States, from: number, unit: number): number {
  for (let state = from; state !== 0; state = failOf(states, state)) {
    const next = childOf(states, state, unit)
    if (next !== 0) return next
  }
  return 0
}

function reportEnding({ automaton, report }: Search, state: number, at: number): void {
  const { states, patternLengths } = automaton
  for (let ended = endingOf(states, state); ended !== 0; ended = endingOf(states, failOf(states, ended))) {
    const pattern = patternOf(states, ended)
    report(pattern, at - (patternLengths[pattern] ?? 0), at)
  }
}

function reportSingles({ singles, lowBytesOfSingles }: Automaton, text: string, report: Report): void {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (lowBytesOfSingles[unit & LOW_BYTE] === 0) continue
    const pattern = singles.get(unit)
    if (pattern !== undefined) report(pattern, at, at + 1)
  }
}

/** Links each state to its suffixes. */
function linkSuffixes({ states, pairs }: Automaton, { unit, parent, depth }: Trie): void {
  const first = depth.indexOf(2)
  // States come by depth, and suffixes are shorter: so they are linked before.
  for (let state = first < 0 ? depth.length : first; state < depth.length; state += 1) {
    const above = parent[state] ?? 0
    const last = unit[state] ?? 0
    const fail =
      depth[state] === 2
        ? 0
        : step(states, failOf(states, above), last) || stateOf(pairs, keyOf(unit[above] ?? 0, last))
    linkState(states, state, fail)
  }
}
