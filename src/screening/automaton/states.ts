import type { Trie } from './trie.ts'

/** The states of an automaton in breadth-first order. */
export interface States {
  /** The last unit of a state; the children of a state stand side by side, ordered by it. */
  readonly unit: Uint16Array
  /** All that is asked of a state side by side, in one line of the cache: four numbers each. */
  readonly records: Int32Array
}

const FIELDS = 4
// A state's children end where those of the next begin.
const FIRST_CHILD = 0
const FAIL = 1
const ENDING = 2
const PATTERN = 3

/** Takes over the states of a trie, none of them linked yet. */
export function createStates({ unit, firstChild, patternAt }: Trie): States {
  const records = new Int32Array(firstChild.length * FIELDS)
  firstChild.forEach((first, state) => {
    records[state * FIELDS + FIRST_CHILD] = first
    records[state * FIELDS + PATTERN] = patternAt[state] ?? -1
  })
  return { unit, records }
}

/** Links a state to its longest proper suffix that is a state of two units or more. */
export function linkState({ records }: States, state: number, fail: number): void {
  records[state * FIELDS + FAIL] = fail
  records[state * FIELDS + ENDING] =
    (records[state * FIELDS + PATTERN] ?? -1) >= 0 ? state : (records[fail * FIELDS + ENDING] ?? 0)
}

/** Returns the longest proper suffix of a state that is a state of two units or more, 0 where there is none. */
export function failOf({ records }: States, state: number): number {
  return records[state * FIELDS + FAIL] ?? 0
}

/** Returns the longest of a state and its suffixes that is a pattern of two units or more, 0 where none is. */
export function endingOf({ records }: States, state: number): number {
  return records[state * FIELDS + ENDING] ?? 0
}

/** Returns the pattern that a state is the whole of, -1 where it is none. */
export function patternOf({ records }: States, state: number): number {
  return records[state * FIELDS + PATTERN] ?? -1
}

/** Returns the state one unit deeper, 0 where no pattern goes on so. */
export function childOf({ unit, records }: States, state: number, wanted: number): number {
  let low = records[state * FIELDS + FIRST_CHILD] ?? 0
  let high = records[(state + 1) * FIELDS + FIRST_CHILD] ?? 0
  if (low === high) return 0
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((unit[middle] ?? 0) <= wanted) low = middle
    else high = middle
  }
  return unit[low] === wanted ? low : 0
}
