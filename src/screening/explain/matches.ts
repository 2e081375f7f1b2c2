import { FOLD_BITS, type FoldName, foldNames } from '../../text/folds/fold.ts'
import { foldMask, type Normalized, originalSpan, type Span } from '../../text/normalize.ts'
import type { JudgedMatch, Standing } from '../match-entries.ts'
import type { CategoryCode } from '../taxonomy.ts'

/** Where an entry stands in a text, whether it counts there, and what the boundary check saw. */
export interface ExplainedMatch extends Span {
  readonly rule: string
  /** As written in its list. */
  readonly entry: string
  readonly category: CategoryCode
  readonly weight: number
  readonly standing: Standing
  /** What must stand nearby for it to count; empty when it counts alone. */
  readonly company: readonly string[]
  readonly folds: readonly FoldName[]
  /**
   * The words of the segmentation that the match touches, with one neighbour at each end; `null` where no boundary was
   * asked for.
   */
  readonly words: readonly string[] | null
}

/** What was asked while one reading of a text was searched. */
export interface Heard {
  readonly normalized: Normalized
  readonly judged: readonly JudgedMatch[]
  /** The segmentation of the whole, `undefined` where nobody asked for any of it, or where it failed. */
  readonly words: readonly string[] | undefined
}

/** Ties every judged match to the original. */
export function explainMatches({ normalized, judged, words }: Heard): ExplainedMatch[] {
  return judged.map((match) => {
    const { entry, start, end, weight, standing } = match
    const mask = foldMask(normalized, start, end)
    const isAsked = entry.mode === 'word' || (mask & FOLD_BITS.space) !== 0 || match.folds !== 0
    return {
      ...originalSpan(normalized, start, end),
      rule: `wordlist:${entry.category}`,
      entry: entry.text,
      category: entry.category,
      weight,
      standing,
      company: entry.company,
      folds: foldNames(mask | match.folds),
      words: isAsked && standing !== 'allowed' && words ? around(words, start, end) : null,
    }
  })
}

/** Returns the matches that do not count, each entry once at each place, and not where it counts by another disguise. */
export function idleAmong(matches: readonly ExplainedMatch[], counted: ReadonlySet<ExplainedMatch>): ExplainedMatch[] {
  const said = new Set([...counted].map(placeOf))
  return matches.flatMap((match) => {
    const place = placeOf(match)
    if (said.has(place)) return []
    said.add(place)
    return match.standing === 'counts' ? { ...match, standing: 'said' } : match
  })
}

function placeOf({ rule, entry, start, end }: ExplainedMatch): string {
  return `${start} ${end} ${rule} ${entry}`
}

function around(words: readonly string[], start: number, end: number): string[] {
  let at = 0
  const placed = words.map((word) => {
    at += word.length
    return { word, from: at - word.length, to: at }
  })
  const first = placed.findIndex(({ to }) => to > start)
  const last = placed.findLastIndex(({ from }) => from < end)
  return placed.slice(Math.max(first - 1, 0), last + 2).map(({ word }) => word)
}
