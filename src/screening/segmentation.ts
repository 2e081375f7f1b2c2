import { FOLD_BITS } from '../text/folds/fold.ts'
import type { Units } from '../text/units.ts'

/** Cuts normalized text into words, which joined give the text again. */
export type Segment = (text: string) => readonly string[]

/** Says what the words of a text are about a piece of it. */
export interface Boundaries {
  /** Tells whether the piece from `start` to `end` begins and ends at word boundaries. */
  isBounded(start: number, end: number): boolean
  /**
   * Tells whether the two characters around an edge are a word by themselves, wherever they stand: of a guess that is known
   * nearly as well, for a hundredth of the cost where the segmentation remembers its pairs.
   */
  joinsWord(edge: number): boolean
}

// A separator that the reader put there is a boundary by itself; a regular row of them says nothing about words.
const PARTS_WORDS = FOLD_BITS.separator | FOLD_BITS.space

/**
 * Answers for one text. A piece is bounded unless a word of the segmentation reaches across either end of it: so 大麻 is
 * in 賣/大/麻/的, where no longer word contradicts it, and not in 大/麻煩.
 * Nothing is segmented before the first question, and then, unless the text is long, only the clause that it is about.
 */
export function createBoundaries(text: string, units: Units, segment: Segment): Boundaries {
  let edges: Uint8Array | undefined
  const isParted = (edge: number): boolean => ((units.gaps[edge] ?? 0) & PARTS_WORDS) !== 0
  const isInsideWord = (edge: number): boolean => {
    if (isParted(edge)) return false
    edges ??= new Uint8Array(text.length + 1)
    if (edges[edge] === UNKNOWN) {
      const clause = text.length > LONG_UNITS ? { start: 0, end: text.length } : clauseAround(text, edge)
      if (clause.start === edge || clause.end === edge) return false
      markEdges(edges, text, { ...clause, segment })
    }
    return edges[edge] === INSIDE
  }
  const isBounded = (start: number, end: number): boolean => !isInsideWord(start) && !isInsideWord(end)
  let pairs: Uint8Array | undefined
  const joinsWord = (edge: number): boolean => {
    pairs ??= new Uint8Array(text.length + 1)
    if (pairs[edge] === UNKNOWN) pairs[edge] = !isParted(edge) && isWordAround(text, edge, segment) ? INSIDE : BORDER
    return pairs[edge] === INSIDE
  }
  return { isBounded, joinsWord }
}

function isWordAround(text: string, edge: number, segment: Segment): boolean {
  const areHan = isHan(text.charCodeAt(edge - 1)) && isHan(text.charCodeAt(edge))
  return areHan && segment(text.slice(edge - 1, edge + 1)).length === 1
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff
}

const UNKNOWN = 0
const BORDER = 1
const INSIDE = 2

// Every clause costs a call besides its length, and a long text is sooner or later asked about most of them.
const LONG_UNITS = 200

// No word of the dictionary has one of these, and a mark that is a word parts the likeliest row of words in two.
const MARKS = ' \n\t,.。!?;:、…~"()[]'

interface Clause {
  readonly start: number
  readonly end: number
}

/** Returns what stands between two marks around an edge; it is empty on one side where a mark stands beside the edge. */
function clauseAround(text: string, edge: number): Clause {
  let start = edge
  while (start > 0 && !MARKS.includes(text.charAt(start - 1))) start -= 1
  let end = edge
  while (end < text.length && !MARKS.includes(text.charAt(end))) end += 1
  return { start, end }
}

/** Marks every offset of a clause as inside a word or between two. */
function markEdges(edges: Uint8Array, text: string, { start, end, segment }: Clause & { segment: Segment }): void {
  edges.fill(BORDER, start, end + 1)
  let at = start
  for (const word of segment(text.slice(start, end))) {
    edges.fill(INSIDE, at + 1, at + word.length)
    at += word.length
  }
  if (at !== end) throw new Error('segmentation lost characters')
}
