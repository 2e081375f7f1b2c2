import { FOLD_BITS } from '../../text/folds/fold.ts'
import { searchAutomaton } from '../automaton.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling } from './common-characters.ts'
import { compileReadingIndex, type Disguised, type DisguisedMatch, type ReadingIndex, shareOf } from './disguise.ts'

/** Entries in another order, and insults of two characters by both, for those that something was put between. */
export interface OrderIndex {
  readonly reordered: ReadingIndex
  readonly pairs: ReadonlyMap<string, Entry>
  readonly firsts: ReadonlySet<string>
}

const HAN_ONLY = /^\p{Script=Han}+$/u
const HAN = /\p{Script=Han}/u
const TORN: readonly CategoryCode[] = ['abuse', 'profanity', 'region_hatred']

/** Compiles entries backwards and with two of their characters exchanged; what is an entry itself stays that. */
export function compileOrders(entries: readonly Entry[], patterns: ReadonlySet<string>): OrderIndex {
  const torn = entries.filter(
    ({ pattern, category }) => pattern.length === 2 && HAN_ONLY.test(pattern) && TORN.includes(category),
  )
  return {
    reordered: compileReadingIndex(entries, ({ pattern }) =>
      HAN.test(pattern) ? [...new Set(reorder(pattern))].filter((form) => !patterns.has(form)) : [],
    ),
    pairs: new Map(
      torn.flatMap((entry) => [[entry.pattern, entry] as const, [backwards(entry.pattern), entry] as const]),
    ),
    firsts: new Set(torn.flatMap(({ pattern }) => [...pattern])),
  }
}

// Past this, two characters change places by accident more often than by intent, and only the whole row is turned round.
const MAX_EXCHANGED_UNITS = 4

function reorder(pattern: string): string[] {
  const units = [...pattern]
  if (units.length > MAX_EXCHANGED_UNITS) return [backwards(pattern)]
  const forms = units.flatMap((unit, one) => [
    ...units.map((other, at) => units.with(one, other).with(at, unit).join('')),
    [...units.slice(one), ...units.slice(0, one)].join(''),
  ])
  return [backwards(pattern), ...forms].filter((form) => form !== pattern)
}

function backwards(pattern: string): string {
  return [...pattern].toReversed().join('')
}

// A text that repeats one word a thousand times says it once.
const MAX_FOUND = 20

/** Finds entries whose characters stand in another order (信微加) or apart (脑是瘫); each alone, in no word of the segmentation. */
export function findOrders({ reordered, pairs, firsts }: OrderIndex, disguised: Disguised): DisguisedMatch[] {
  const { text } = disguised
  const found: DisguisedMatch[] = []
  const add = (entry: Entry | undefined, places: readonly number[], share: number, isSure = false): void => {
    if (!entry || !(isSure || stand(places, disguised))) return
    const [start = 0] = places
    const end = (places.at(-1) ?? start) + 1
    found.push({ entry, start, end, folds: FOLD_BITS.order, weight: shareOf(entry, share) })
  }
  searchAutomaton(reordered.automaton, text, (form, start, end) => {
    if (found.length >= MAX_FOUND) return
    const entry = reordered.entriesOf[form]?.[0]
    const places = Array.from({ length: end - start }, (_, at) => start + at)
    const isWhole = end - start >= SURE_UNITS && entry?.pattern === backwards(text.slice(start, end))
    add(entry, isWhole ? [start, end - 1] : places, SHARES[end - start] ?? LONG_SHARE, isWhole)
  })
  for (let at = 0; at < text.length - MIN_APART && found.length < MAX_FOUND; at += 1) {
    if (!firsts.has(text.charAt(at))) continue
    for (let apart = MIN_APART; apart <= MAX_APART; apart += 1) {
      add(pairs.get(text.charAt(at) + text.charAt(at + apart)), [at, at + apart], APART_SHARE)
    }
  }
  return found
}

// Shares of an entry's weight by its length: two or three characters meet in another order by accident, too.
const SHARES: readonly number[] = [0, 0, 0.25, 0.4]
const LONG_SHARE = 0.7
const APART_SHARE = 0.2

// Four characters backwards are no accident, whatever words they make on the way.
const SURE_UNITS = 4

// One or two characters between; more is another sentence.
const MIN_APART = 2
const MAX_APART = 3

function stand(places: readonly number[], { text, isBounded }: Disguised): boolean {
  const written = places.map((at) => text.charAt(at))
  const isApart = (places.at(-1) ?? 0) - (places[0] ?? 0) >= places.length
  const isNoAccident = isApart ? written.every((one) => isTelling([one], 2)) : isTelling(written, written.length)
  return isNoAccident && places.every((at) => isBounded(at, at + 1))
}
