/**
 * An Aho-Corasick automaton over UTF-16 units in typed arrays: finds all patterns in one pass, however many there are.
 * Transitions stand in one open-addressed table, so that memory grows with the patterns and not with the alphabet.
 * Method: Aho and Corasick, "Efficient string matching", CACM 18 (1975).
 */
export interface Automaton {
  readonly patternLengths: Uint16Array
  /** State after a unit read at the root, 0 where none: most units of a text need no other table. */
  readonly rootNext: Int32Array
  readonly keys: Float64Array
  readonly nexts: Int32Array
  readonly tableMask: number
  readonly fail: Int32Array
  /** The pattern that ends in a state, -1 where none does. */
  readonly patternAt: Int32Array
  /** The next shorter state in which a pattern ends, 0 where there is none. */
  readonly shorter: Int32Array
}

const UNITS = 0x10000
const EMPTY = -1

/** Compiles patterns, which must be distinct and not empty; their indexes are what a search reports. */
export function compileAutomaton(patterns: readonly string[]): Automaton {
  const states = 1 + patterns.reduce((sum, pattern) => sum + pattern.length, 0)
  const size = 2 ** Math.ceil(Math.log2(states * 2 + 2))
  const automaton: Automaton = {
    patternLengths: Uint16Array.from(patterns, (pattern) => pattern.length),
    rootNext: new Int32Array(UNITS),
    keys: new Float64Array(size).fill(EMPTY),
    nexts: new Int32Array(size),
    tableMask: size - 1,
    fail: new Int32Array(states),
    patternAt: new Int32Array(states).fill(-1),
    shorter: new Int32Array(states),
  }
  linkFailures(automaton, plantPatterns(automaton, patterns))
  return automaton
}

/** Reports every occurrence of every pattern, overlapping ones too, in the order in which they end. */
export function searchAutomaton(
  automaton: Automaton,
  text: string,
  report: (pattern: number, start: number, end: number) => void,
): void {
  const { rootNext, patternAt, shorter, patternLengths } = automaton
  let state = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    state = state === 0 ? (rootNext[unit] ?? 0) : step(automaton, state, unit)
    if (state === 0) continue
    for (let ended = state; ended !== 0; ended = shorter[ended] ?? 0) {
      const pattern = patternAt[ended] ?? -1
      if (pattern >= 0) report(pattern, at + 1 - (patternLengths[pattern] ?? 0), at + 1)
    }
  }
}

function step(automaton: Automaton, from: number, unit: number): number {
  for (let state = from; state !== 0; state = automaton.fail[state] ?? 0) {
    const next = child(automaton, state, unit)
    if (next !== 0) return next
  }
  return automaton.rootNext[unit] ?? 0
}

/** Returns the state one unit deeper, 0 where no pattern goes on so. */
function child({ keys, nexts, tableMask }: Automaton, state: number, unit: number): number {
  const key = state * UNITS + unit
  for (let slot = slotOf(state, unit) & tableMask; ; slot = (slot + 1) & tableMask) {
    if (keys[slot] === key) return nexts[slot] ?? 0
    if (keys[slot] === EMPTY) return 0
  }
}

function slotOf(state: number, unit: number): number {
  return (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7
}

interface Edge {
  readonly from: number
  readonly unit: number
  readonly to: number
  readonly depth: number
}

/** Builds the trie and returns its edges. */
function plantPatterns(automaton: Automaton, patterns: readonly string[]): Edge[] {
  const edges: Edge[] = []
  patterns.forEach((pattern, index) => {
    let state = 0
    for (let at = 0; at < pattern.length; at += 1) {
      const unit = pattern.charCodeAt(at)
      let next = state === 0 ? (automaton.rootNext[unit] ?? 0) : child(automaton, state, unit)
      if (next === 0) {
        next = edges.length + 1
        edges.push({ from: state, unit, to: next, depth: at })
        addTransition(automaton, state, unit, next)
      }
      state = next
    }
    automaton.patternAt[state] = index
  })
  return edges
}

function addTransition(automaton: Automaton, state: number, unit: number, next: number): void {
  if (state === 0) {
    automaton.rootNext[unit] = next
    return
  }
  let slot = slotOf(state, unit) & automaton.tableMask
  while (automaton.keys[slot] !== EMPTY) slot = (slot + 1) & automaton.tableMask
  automaton.keys[slot] = state * UNITS + unit
  automaton.nexts[slot] = next
}

/** Links each state to its longest proper suffix in the trie. */
function linkFailures(automaton: Automaton, edges: readonly Edge[]): void {
  const { fail, patternAt, shorter } = automaton
  // By depth: a state's suffixes are shorter, so they are linked before it.
  for (const { from, unit, to } of edges.toSorted((one, other) => one.depth - other.depth)) {
    fail[to] = from === 0 ? 0 : step(automaton, fail[from] ?? 0, unit)
    const suffix = fail[to] ?? 0
    shorter[to] = (patternAt[suffix] ?? -1) >= 0 ? suffix : (shorter[suffix] ?? 0)
  }
}
