import type { Regex } from './lexicon.ts'
import type { EntryMatch } from './match-entries.ts'

interface Place {
  readonly start: number
  readonly end: number
}

/** Where the literals of each regex stand. */
export type Places = Map<Regex, Place[]>

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
function windowsAround(places: readonly Place[], length: number): readonly Place[] {
  const windows: { start: number; end: number }[] = []
  for (const place of places.toSorted((one, other) => one.start - other.start)) {
    const start = Math.max(place.start - REACH_UNITS, 0)
    const end = Math.min(place.end + REACH_UNITS, length)
    const last = windows.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else windows.push({ start, end })
  }
  return windows
}
