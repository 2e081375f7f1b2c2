import { FOLD_BITS } from '../../text/folds/fold.ts'
import { cutsLatinWord } from '../../text/latin-words.ts'
import { searchAutomaton } from '../automaton.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling } from './common-characters.ts'
import {
  compileReadingIndex,
  countsAnywhere,
  type Disguised,
  type DisguisedMatch,
  entriesOf,
  MAX_OF_FORM,
  type ReadingIndex,
  SURE_UNITS,
  shareOf,
  standAlone,
} from './disguise.ts'
import { SHORTENED } from './initials.ts'

const HAN = /\p{Script=Han}/u
const HAN_ONLY = /^\p{Script=Han}+$/u

/** Entries with their characters in other orders, apart, or under a sign. */
export interface OrdersIndex {
  /** Backwards, with two characters exchanged, and without the first or last, which may stand a little apart. */
  readonly turned: ReadingIndex
  /** Without one between, which a sign may cover. */
  readonly gapped: ReadingIndex
}

/** Compiles entries in every order; what is an entry itself stays that. */
export function compileOrders(entries: readonly Entry[], patterns: ReadonlySet<string>): OrdersIndex {
  const compile = (formsOf: (entry: Entry) => readonly string[]): ReadingIndex =>
    compileReadingIndex(entries, (entry) =>
      HAN.test(entry.pattern) ? [...new Set(formsOf(entry))].filter((form) => !patterns.has(form)) : [],
    )
  return {
    turned: compile((entry) => [...reorder(entry.pattern), ...rests(entry)]),
    gapped: compile(({ pattern }) => gapped(pattern)),
  }
}

// Of longer entries only near neighbours change places, or the whole row is turned round.
const MAX_EXCHANGED_UNITS = 4
const MAX_EXCHANGED_APART = 2

function reorder(pattern: string): string[] {
  const units = [...pattern]
  if (units.filter((unit) => HAN.test(unit)).length < 2) return [backwards(pattern)]
  const isShort = units.length <= MAX_EXCHANGED_UNITS
  const forms = units.flatMap((unit, one) => [
    ...units.flatMap((other, at) =>
      isShort || Math.abs(one - at) <= MAX_EXCHANGED_APART ? [units.with(one, other).with(at, unit).join('')] : [],
    ),
    ...(isShort ? [[...units.slice(one), ...units.slice(0, one)].join('')] : []),
  ])
  return [backwards(pattern), ...forms].filter((form) => form !== pattern && isNoAccident(pattern, form))
}

/** Whole words change places in good Chinese (飞机打下来), two or three everyday characters by accident. */
function isNoAccident(pattern: string, form: string): boolean {
  const turn = turnOf(pattern, form)
  const isSure = turn === 'backwards' ? form.length > 2 : turn === 'exchanged' && form.length >= SURE_UNITS
  return isSure || isTelling(form, form.length)
}

function backwards(pattern: string): string {
  return [...pattern].toReversed().join('')
}

function isReverse(pattern: string, written: string): boolean {
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern.charCodeAt(at) !== written.charCodeAt(written.length - at - 1)) return false
  }
  return pattern.length === written.length
}

/** Two characters that are left of three meet in every sentence; they are looked for in insults alone. */
function rests({ pattern, category }: Entry): string[] {
  if (!HAN_ONLY.test(pattern) || pattern.length < 3) return []
  return pattern.length > 3 || SHORTENED.includes(category) ? [pattern.slice(1), pattern.slice(0, -1)] : []
}

/** Leaves out one of the inner characters, where three stand beside it. */
function gapped(pattern: string): string[] {
  if (!HAN_ONLY.test(pattern) || pattern.length < SURE_UNITS) return []
  return Array.from(pattern.slice(1, -1), (_, at) => pattern.slice(0, at + 1) + pattern.slice(at + 2))
}

/** Finds entries whose characters stand in another order (信微加), apart (丑们八怪) or under a sign (真人*家乐), cut out of no word of the segmentation. */
export function findOrders({ turned, gapped }: OrdersIndex, disguised: Disguised): DisguisedMatch[] {
  const found = findForms(turned, disguised.text, (place) =>
    place.end - place.start < place.entry.pattern.length ? completed(place, disguised) : reordered(place, disguised),
  )
  if (!hasCover(disguised)) return found
  return [...found, ...findForms(gapped, disguised.text, (place) => covered(place, disguised))]
}

/** Weighs every place of a form: the strongest of its entries that may be meant there stands for all. */
function findForms(
  index: ReadingIndex,
  text: string,
  weigh: (place: Place) => DisguisedMatch | undefined,
): DisguisedMatch[] {
  const found: DisguisedMatch[] = []
  const counts = new Map<number, number>()
  searchAutomaton(index.automaton, text, (form, start, end) => {
    const count = counts.get(form) ?? 0
    if (count >= MAX_OF_FORM) return
    for (const entry of entriesOf(index, form)) {
      const match = weigh({ entry, start, end })
      if (!match) continue
      found.push(match)
      counts.set(form, count + 1)
      break
    }
  })
  return found
}

// Shares of an entry's weight by its length: two or three characters meet in another order by accident, too.
const SHARES: readonly number[] = [0, 0, 0.25, 0.4]
const ROTATED_SHARE = 0.8
// Beside letters the Han are a short phrase, and good Chinese in the other order, too (我加qq).
const MIXED_SHARE = 0.7
const APART_SHARES: readonly number[] = [0, 0, 0, 0.25]
const LONG_APART_SHARE = 0.5

interface Place {
  readonly entry: Entry
  readonly start: number
  readonly end: number
}

/** How the characters of an entry changed places. */
type Turn = 'backwards' | 'rotated' | 'exchanged'

function turnOf(pattern: string, written: string): Turn {
  if (isReverse(pattern, written)) return 'backwards'
  return (pattern + pattern).includes(written) ? 'rotated' : 'exchanged'
}

function reordered(place: Place, disguised: Disguised): DisguisedMatch | undefined {
  const { entry, start, end } = place
  const turn = turnOf(entry.pattern, disguised.text.slice(start, end))
  if (cutsLatinWord(disguised.text, place)) return undefined
  const isAnywhere = turn !== 'rotated' && countsAnywhere(entry) && !makesWord(place, disguised)
  if (!isAnywhere && !bordersWords(place, disguised)) return undefined
  if (turn === 'rotated' && !isAllApart(place, disguised)) return undefined
  return { ...place, folds: FOLD_BITS.order, weight: shareOf(entry, shareFor(entry, turn)) }
}

/** Tells whether two neighbours that changed places are a word (平台放大水位图): then nobody exchanged them. */
function makesWord({ entry: { pattern }, start }: Place, { text, boundaries }: Disguised): boolean {
  const moved = Array.from(pattern, (_, at) => start + at).filter(
    (at) => text.charCodeAt(at) !== pattern.charCodeAt(at - start),
  )
  return moved.length === 2 && moved[0] === (moved[1] ?? 0) - 1 && boundaries.joinsWord(moved[1] ?? 0)
}

function shareFor({ pattern }: Entry, turn: Turn): number {
  const isSure = pattern.length >= SURE_UNITS
  if (turn === 'backwards' && pattern.length > 2) return 1
  if (!isSure) return SHARES[pattern.length] ?? 0
  if (!HAN_ONLY.test(pattern)) return MIXED_SHARE
  return turn === 'rotated' ? ROTATED_SHARE : 1
}

/** Of two characters one border outside suffices, if there is one between them. */
function bordersWords({ start, end }: Place, { boundaries: { isBounded, joinsWord } }: Disguised): boolean {
  if (end - start !== 2) return isBounded(start, end)
  return !joinsWord(start + 1) && !(joinsWord(start) && joinsWord(end))
}

/** Of a row that was turned by some places every character must stand alone. */
function isAllApart({ start, end }: Place, { boundaries }: Disguised): boolean {
  for (let at = start; at < end; at += 1) if (!boundaries.isBounded(at, at + 1)) return false
  return true
}

// One or two characters between the rest of an entry and the one that stands apart; more is another sentence.
const MAX_BETWEEN = 2
const WORDS = /^[\p{L}\p{N}]+$/u

/** Looks for the character that the rest of an entry lacks, alone and near, on the side where it belongs. */
function completed({ entry, start, end }: Place, { text, boundaries }: Disguised): DisguisedMatch | undefined {
  const written = text.slice(start, end)
  const lacksFirst = entry.pattern.endsWith(written)
  if (!lacksFirst && !entry.pattern.startsWith(written)) return undefined
  const missing = entry.pattern.charAt(lacksFirst ? 0 : entry.pattern.length - 1)
  for (let between = 1; between <= MAX_BETWEEN; between += 1) {
    const at = lacksFirst ? start - between - 1 : end + between
    if (text.charAt(at) !== missing) continue
    const inner = lacksFirst ? text.slice(at + 1, start) : text.slice(end, at)
    if (!WORDS.test(inner) || !isTelling(entry.pattern, entry.pattern.length)) return undefined
    if (!standAlone([at], boundaries) || !boundaries.isBounded(start, end)) return undefined
    const weight = shareOf(entry, APART_SHARES[entry.pattern.length] ?? LONG_APART_SHARE)
    return { entry, start: Math.min(start, at), end: Math.max(end, at + 1), folds: FOLD_BITS.order, weight }
  }
  return undefined
}

const COVERS = FOLD_BITS.separator | FOLD_BITS.symbol

/** Tells whether any sign stands between characters of the text; none does in nine of ten. */
function hasCover({ normalized: { units } }: Disguised): boolean {
  for (let at = 1; at < units.length; at += 1) if (((units.gaps[at] ?? 0) & COVERS) !== 0) return true
  return false
}

/** Looks for a sign where the one inner character that an entry lacks belongs. */
function covered(
  { entry, start, end }: Place,
  { text, boundaries, normalized }: Disguised,
): DisguisedMatch | undefined {
  const written = text.slice(start, end)
  for (let at = start + 1; at < end; at += 1) {
    const gap = at - start
    if (((normalized.units.gaps[at] ?? 0) & COVERS) === 0) continue
    if (entry.pattern.slice(0, gap) + entry.pattern.slice(gap + 1) !== written) continue
    if (!countsAnywhere(entry) && !boundaries.isBounded(start, end)) continue
    return { entry, start, end, folds: FOLD_BITS.picture, weight: entry.weight }
  }
  return undefined
}
