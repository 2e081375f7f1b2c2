import { decodeUnits } from './decode.ts'
import { dropFillers } from './drop-fillers.ts'
import { foldCharacters } from './fold-characters.ts'
import { FOLD_BITS } from './folds/fold.ts'
import { joinSeparated } from './join-separated.ts'
import { type Units, unitsToString } from './units.ts'

/** A text as it is matched, with the way back to every character of the original. */
export interface Normalized {
  readonly original: string
  readonly text: string
  /** One entry per UTF-16 unit of `text`. */
  readonly units: Units
}

/**
 * Brings a text to the form in which it is matched; normalizing the result again changes nothing.
 * Total over all strings, lone surrogates included, and linear in their length.
 */
export function normalize(original: string): Normalized {
  const units = joinAll(foldCharacters(original))
  return { original, text: unitsToString(units), units }
}

// What one step opens, the next may close (国*x*产*x*品); nobody nests more.
const MAX_ROUNDS = 4

/** Decodes, drops fillers and joins what was separated, until nothing changes. */
export function joinAll(folded: Units): Units {
  let units = folded
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const joined = joinSeparated(dropFillers(decodeUnits(units)))
    if (joined === units) break
    units = joined
  }
  return units
}

/** A piece of the original: `end` is exclusive, `text` is `original.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Returns what the reader wrote where `text.slice(start, end)` stands; it never cuts a surrogate pair in two. */
export function originalSpan({ original, units }: Normalized, start: number, end: number): Span {
  const from = units.starts[start] ?? original.length
  const to = Math.max(units.ends[end - 1] ?? from, from)
  return { start: from, end: to, text: original.slice(from, to) }
}

// Of two, a space may part two words.
const LEAST_PARTED_UNITS = 3
const PARTS = FOLD_BITS.space | FOLD_BITS.separator | FOLD_BITS.spaced

/**
 * Returns the bits of the folds needed to read `text.slice(start, end)`: in its characters and between them. A space or stop
 * alone proves nothing; before every character of three it is a regular row, too (朋友们迷。奸。药).
 */
export function foldMask({ units }: Normalized, start: number, end: number): number {
  let mask = units.masks[start] ?? 0
  let areParted = end - start >= LEAST_PARTED_UNITS
  for (let at = start + 1; at < end; at += 1) {
    const gap = units.gaps[at] ?? 0
    mask |= (units.masks[at] ?? 0) | gap
    areParted &&= (gap & PARTS) !== 0
  }
  return areParted ? mask | FOLD_BITS.spaced : mask
}
