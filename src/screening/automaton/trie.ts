/**
 * Patterns that share their beginnings, in breadth-first order: the children of a state stand side by side, ordered by their
 * unit; state 0 is the empty beginning, and shorter states come first.
 */
export interface Trie {
  /** The last unit of a state. */
  readonly unit: Uint16Array
  /** A state's children end where those of the next begin. */
  readonly firstChild: Int32Array
  /** The pattern that a state is the whole of, -1 where it is none. */
  readonly patternAt: Int32Array
  readonly parent: Int32Array
  readonly depth: Uint16Array
}

/** Plants patterns; of equal ones one has a state, and the empty one has state 0. */
export function plantTrie(patterns: readonly string[]): Trie {
  const sorted = patterns.map((text, index) => ({ text, index })).sort((one, other) => (one.text < other.text ? -1 : 1))
  const trie = emptyTrie(1 + patterns.reduce((sum, { length }) => sum + length, 0))
  // The patterns that begin with a state are a row of the sorted ones.
  const rowStart = new Int32Array(trie.unit.length)
  const rowEnd = new Int32Array(trie.unit.length)
  rowEnd[0] = sorted.length
  let states = 1
  for (let state = 0; state < states; state += 1) {
    trie.firstChild[state] = states
    const depth = trie.depth[state] ?? 0
    const end = rowEnd[state] ?? 0
    let at = rowStart[state] ?? 0
    for (; at < end && sorted[at]?.text.length === depth; at += 1) trie.patternAt[state] = sorted[at]?.index ?? -1
    while (at < end) {
      const unit = sorted[at]?.text.charCodeAt(depth) ?? 0
      rowStart[states] = at
      while (at < end && sorted[at]?.text.charCodeAt(depth) === unit) at += 1
      rowEnd[states] = at
      trie.unit[states] = unit
      trie.parent[states] = state
      trie.depth[states] = depth + 1
      states += 1
    }
  }
  trie.firstChild[states] = states
  return firstStates(trie, states)
}

function emptyTrie(states: number): Trie {
  return {
    unit: new Uint16Array(states),
    firstChild: new Int32Array(states + 1),
    patternAt: new Int32Array(states).fill(-1),
    parent: new Int32Array(states),
    depth: new Uint16Array(states),
  }
}

function firstStates({ unit, firstChild, patternAt, parent, depth }: Trie, states: number): Trie {
  return {
    unit: unit.slice(0, states),
    firstChild: firstChild.slice(0, states + 1),
    patternAt: patternAt.slice(0, states),
    parent: parent.slice(0, states),
    depth: depth.slice(0, states),
  }
}
