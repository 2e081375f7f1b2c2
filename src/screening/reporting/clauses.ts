import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'
import type { Hit } from '../evidence.ts'

/** A piece of a text between two marks, at offsets into the normalized text, `end` exclusive. */
export interface Clause {
  readonly start: number
  readonly end: number
  /** Whether a colon ends it: it says where the next comes from. */
  readonly introduces: boolean
}

const MARKS = ',。.!?;:…\n'

/** Cuts a text at its marks, and where the reader left a space between two characters; in order, without the marks. */
export function clausesOf({ text, units }: Normalized): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  const close = (end: number, introduces: boolean): void => {
    if (end > start) clauses.push({ start, end, introduces })
  }
  for (let at = 0; at < text.length; at += 1) {
    if (MARKS.includes(text.charAt(at))) {
      close(at, text.charAt(at) === ':')
      start = at + 1
    } else if (((units.gaps[at] ?? 0) & FOLD_BITS.space) !== 0) {
      close(at, false)
      start = at
    }
  }
  close(text.length, false)
  return clauses
}

/** Returns the place in the list of the clause that an offset lies in or behind; the first for one before them all. */
export function clauseAt(clauses: readonly Clause[], offset: number): number {
  let low = 0
  let high = clauses.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((clauses[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Where a hit lies in the normalized text. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** Finds the places of hits in a normalized text, in their order; hits come ordered by their start. */
export function placesOf({ units }: Normalized, hits: readonly Pick<Hit, 'start' | 'end'>[]): Place[] {
  let at = 0
  return hits.map((hit) => {
    while (at < units.length && (units.ends[at] ?? 0) <= hit.start) at += 1
    let end = at
    while (end < units.length && (units.starts[end] ?? 0) < hit.end) end += 1
    return { start: at, end }
  })
}

// Any letter would do that no sign holds.
const COVER = '\u25a1'

/** Covers places of a text, so that what is looked for in it stands outside them; the length stays. */
export function withoutPlaces(text: string, places: readonly Place[]): string {
  let covered = ''
  let at = 0
  for (const { start, end } of places) {
    if (end <= at) continue
    covered += text.slice(at, Math.max(start, at)) + COVER.repeat(end - Math.max(start, at))
    at = end
  }
  return covered + text.slice(at)
}

// 的, 了 or 平台 beside what is sold say nothing of it: three letters or digits may.
const SAYS_MORE = /[\p{L}\p{N}](?:[^\p{L}\p{N}]*[\p{L}\p{N}]){2}/u

/** Tells whether a text with covered places has no more than two letters or digits left: too few to say anything. */
export function isBare(covered: string): boolean {
  return !SAYS_MORE.test(covered)
}
