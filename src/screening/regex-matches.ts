import { type Extent, joinExtents } from '../text/extents.ts'
import type { Regex } from './lexicon.ts'
import type { EntryMatch } from './match-entries.ts'

/** Where the literals of each regex stand. */
export type Places = Map<Regex, Extent[]>

// What is said of one thing stands this near; it bounds what a text full of literals can cost.
const REACH_UNITS = 40

/** Finds the regexes whose literals stand in a text, no further than 40 characters around them; ordered within each regex. */
export function findRegexes(text: string, announced: Places): readonly EntryMatch[] {
  if (announced.size === 0) return []
  return [...announced].flatMap(([{ entry, search }, places]) =>
    windowsAround(places, text.length).flatMap((window) =>
      search(text, window).map((piece) => ({ entry, ...piece, weight: entry.weight, folds: 0 })),
    ),
  )
}

/** Joins places that reach into each other, so that no piece is searched twice. */
function windowsAround(places: readonly Extent[], length: number): readonly Extent[] {
  return joinExtents(
    places.map(({ start, end }) => ({
      start: Math.max(start - REACH_UNITS, 0),
      end: Math.min(end + REACH_UNITS, length),
    })),
  )
}
