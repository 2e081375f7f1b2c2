import type { Company, Entry } from './wordlist.ts'
import { nameEntry } from './wordlist.ts'

interface Piece {
  readonly start: number
  readonly end: number
}

interface Match extends Piece {
  readonly entry: Entry
}

/** Tells whether a match has the company that its entry waits for. */
export type CompanyCheck = (match: Match) => boolean

// About two sentences: past that, two words of a comment speak of different things.
const NEAR_UNITS = 60

/**
 * Returns a check of matches against others and contacts no more than 60 units away. Takes time linear in both: of what
 * stands many times in one stretch, only what begins first and what ends last is asked, one of which is the nearest.
 */
export function createCompanyCheck(others: readonly Match[], contacts: readonly Piece[]): CompanyCheck {
  let places: { readonly others: Stretches<Entry>; readonly contacts: Stretches<'contact'> } | undefined
  return (match) => {
    const { company } = match.entry
    if (company.length === 0) return true
    places ??= {
      others: divide(others, ({ entry }) => entry),
      contacts: divide(contacts, () => 'contact'),
    }
    const { others: entries, contacts: addresses } = places
    return company.some((wanted) =>
      wanted === 'contact'
        ? isAnyNear(match, addresses, () => true)
        : isAnyNear(match, entries, (other) => canAccompany(match.entry, wanted, other)),
    )
  }
}

/**
 * Tells whether an entry is the company that another waits for. Two entries that both wait do not vouch for each other
 * unless they say different things.
 */
export function canAccompany(entry: Entry, wanted: Company, { category, pattern }: Entry): boolean {
  return (category === wanted || nameEntry(pattern) === wanted) && !pattern.includes(entry.pattern)
}

interface Ends {
  first: Piece
  last: Piece
}

/** What stands in each stretch of `NEAR_UNITS`, by what it is. */
type Stretches<Kind> = ReadonlyMap<number, ReadonlyMap<Kind, Ends>>

function divide<Kind, One extends Piece>(pieces: readonly One[], kindOf: (piece: One) => Kind): Stretches<Kind> {
  const stretches = new Map<number, Map<Kind, Ends>>()
  for (const piece of pieces) {
    for (let at = stretchOf(piece.start); at <= stretchOf(piece.end); at += 1) {
      const kinds = stretches.get(at) ?? new Map<Kind, Ends>()
      stretches.set(at, kinds)
      const ends = kinds.get(kindOf(piece))
      if (!ends) kinds.set(kindOf(piece), { first: piece, last: piece })
      if (ends && piece.start < ends.first.start) ends.first = piece
      if (ends && piece.end > ends.last.end) ends.last = piece
    }
  }
  return stretches
}

function stretchOf(offset: number): number {
  return Math.floor(offset / NEAR_UNITS)
}

function isAnyNear<Kind>(match: Piece, stretches: Stretches<Kind>, isWanted: (kind: Kind) => boolean): boolean {
  for (let at = stretchOf(match.start - NEAR_UNITS); at <= stretchOf(match.end + NEAR_UNITS); at += 1) {
    for (const [kind, { first, last }] of stretches.get(at) ?? []) {
      if ((isNear(match, first) || isNear(match, last)) && isWanted(kind)) return true
    }
  }
  return false
}

function isNear(one: Piece, other: Piece): boolean {
  return one.start - other.end <= NEAR_UNITS && other.start - one.end <= NEAR_UNITS
}
