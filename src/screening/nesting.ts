import type { Entry } from './wordlist.ts'

interface Match {
  readonly entry: Entry
  readonly start: number
  readonly end: number
  readonly weight: number
}

/** By start, the longer first: so whatever contains a piece comes before it. */
export function byStart(one: Pick<Match, 'start' | 'end'>, other: Pick<Match, 'start' | 'end'>): number {
  return one.start - other.start || other.end - one.end
}

/**
 * Of matches of one category inside each other only the heaviest is returned, of equally heavy ones the longest, of equal
 * places the first; ordered by start.
 */
export function withoutNested<One extends Match>(matches: readonly One[]): One[] {
  const ordered = matches.toSorted(byStart)
  const nests = findNests(ordered)
  if (nests.size === 0) return ordered
  const beaten = new Set<One>()
  for (const match of ordered.toSorted(byWeight)) {
    if (beaten.has(match)) continue
    for (const other of nests.get(match) ?? []) beaten.add(other)
  }
  return ordered.filter((match) => !beaten.has(match))
}

function byWeight(one: Match, other: Match): number {
  return other.weight - one.weight || other.end - other.start - (one.end - one.start)
}

/** Returns, for each match that lies inside another of its category or contains one, those others. */
function findNests<One extends Match>(ordered: readonly One[]): ReadonlyMap<One, readonly One[]> {
  const nests = new Map<One, One[]>()
  const note = (one: One, other: One): void => {
    const known = nests.get(one)
    if (known) known.push(other)
    else nests.set(one, [other])
  }
  ordered.forEach((outer, at) => {
    for (let next = at + 1; next < ordered.length; next += 1) {
      const inner = ordered[next]
      if (!inner || inner.start >= outer.end) break
      if (inner.end > outer.end || inner.entry.category !== outer.entry.category) continue
      note(outer, inner)
      note(inner, outer)
    }
  })
  return nests
}
