import { FOLD_BITS } from '../../text/folds/fold.ts'
import { syllableOf } from '../../text/readings/syllables.ts'
import { keyOf } from '../automaton/pairs.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling } from './common-characters.ts'
import { type Disguised, type DisguisedMatch, shareOf, standAlone } from './disguise.ts'
import { createPairIndex, findPair, mayHavePair, type PairIndex, plantPair } from './pair-index.ts'

/** Entries of two characters: insults by the characters and by their syllables, in both orders; all as they stand. */
export interface TornIndex {
  readonly pairs: PairIndex
  /** Whatever the category, for what no word stands between. */
  readonly parted: PairIndex
  readonly sounds: PairIndex
  /** One for every unit, character or syllable, that begins a pair. */
  readonly firsts: Uint8Array
  /** One for every character of an entry. */
  readonly ofEntries: Uint8Array
  /** What each unit of a text may be, found out when it is first met. */
  readonly parts: Uint8Array
}

// What a unit of a text may be: nothing is known of it yet; part of a pair; a rare character that sounds like part of one.
const UNKNOWN = 0
const KNOWN = 1
const PLAIN = 2
const SOUNDING = 4
const OF_ENTRY = 8

const HAN_ONLY = /^\p{Script=Han}+$/u
const TORN: readonly CategoryCode[] = ['abuse', 'profanity', 'region_hatred', 'porn']

/** Compiles entries of two Han characters. */
export function compileTorn(entries: readonly Entry[]): TornIndex {
  const pairs = createPairIndex()
  const sounds = createPairIndex()
  const parted = createPairIndex()
  const firsts = new Uint8Array(UNITS)
  const ofEntries = new Uint8Array(UNITS)
  const plant = (index: PairIndex, [one, other]: readonly [number, number], entry: Entry): void => {
    if (one === 0 || other === 0) return
    plantPair(index, keyOf(one, other), entry)
    plantPair(index, keyOf(other, one), entry)
    firsts[one] = 1
    firsts[other] = 1
  }
  for (const entry of entries) {
    if (entry.pattern.length !== 2 || !HAN_ONLY.test(entry.pattern)) continue
    const units = [entry.pattern.charCodeAt(0), entry.pattern.charCodeAt(1)] as const
    plantPair(parted, keyOf(...units), entry)
    for (const unit of units) ofEntries[unit] = 1
    if (!TORN.includes(entry.category)) continue
    plant(pairs, units, entry)
    if (entry.category === 'porn') continue
    plant(sounds, [syllableOf(units[0]), syllableOf(units[1])], entry)
  }
  return { pairs, parted, sounds, firsts, ofEntries, parts: new Uint8Array(UNITS) }
}

const UNITS = 0x10000

// One or two characters between; more is another sentence. By their sound neighbours may be turned, and one stand between.
const MAX_APART = 3
const BY_DISTANCE: readonly number[] = [0, SOUNDING, PLAIN | SOUNDING, PLAIN]
const APART_SHARE = 0.2
const SOUND_SHARE = 0.15

/**
 * Finds insults that something was put between (脑是瘫), entries with a mark or letter between, and insults written by their
 * sound that are turned round or apart (沙是碧). Each of their characters stands alone, in no word of the segmentation, and by its sound it is no common one.
 */
export function findTorn(index: TornIndex, disguised: Disguised): DisguisedMatch[] {
  const { text } = disguised
  const found: DisguisedMatch[] = []
  for (let at = 0; at < text.length - 1; at += 1) {
    const part = partOf(index, text.charCodeAt(at))
    if (part === KNOWN) continue
    for (let apart = 1; apart <= MAX_APART && at + apart < text.length; apart += 1) {
      const both = part & partOf(index, text.charCodeAt(at + apart))
      const isTorn = (both & (BY_DISTANCE[apart] ?? 0)) !== 0
      const match =
        (isTorn ? matchPair(index, disguised, { at, apart, both: both & (BY_DISTANCE[apart] ?? 0) }) : undefined) ??
        (apart === 2 && (both & OF_ENTRY) !== 0 ? matchParted(index, disguised, at) : undefined)
      if (match) found.push(match)
    }
  }
  return found
}

function partOf({ parts, firsts, ofEntries }: TornIndex, unit: number): number {
  const part = parts[unit] ?? KNOWN
  if (part !== UNKNOWN) return part
  const isSounding = firsts[syllableOf(unit)] === 1 && isTelling(String.fromCharCode(unit), 2)
  const found =
    KNOWN | (firsts[unit] === 1 ? PLAIN : 0) | (isSounding ? SOUNDING : 0) | (ofEntries[unit] === 1 ? OF_ENTRY : 0)
  parts[unit] = found
  return found
}

/** Two units of a text, and what both of them may be. */
interface Pair {
  readonly at: number
  readonly apart: number
  readonly both: number
}

function matchPair(index: TornIndex, disguised: Disguised, { at, apart, both }: Pair): DisguisedMatch | undefined {
  const one = disguised.text.charCodeAt(at)
  const other = disguised.text.charCodeAt(at + apart)
  const plain = (both & PLAIN) !== 0 ? keyOf(one, other) : NO_KEY
  const sounding = (both & SOUNDING) !== 0 ? keyOf(syllableOf(one), syllableOf(other)) : NO_KEY
  if (!mayHavePair(index.pairs, plain) && !mayHavePair(index.sounds, sounding)) return undefined
  const places = [at, at + apart] as const
  // Most are part of a word, and known for it sooner than which entry they would be.
  if (!standAlone(places, disguised.boundaries)) return undefined
  const place = { start: at, end: at + apart + 1 }
  const entry = findPair(index.pairs, plain)
  if (entry) {
    if (!isTorn(entry, places, disguised)) return undefined
    return { entry, ...place, folds: FOLD_BITS.order, weight: shareOf(entry, APART_SHARE) }
  }
  const meant = findPair(index.sounds, sounding)
  if (!meant || (apart === 1 && !isTurned(meant, syllableOf(one)))) return undefined
  if (!isTorn(meant, places, disguised)) return undefined
  return { entry: meant, ...place, folds: FOLD_BITS.order | FOLD_BITS.sound, weight: shareOf(meant, SOUND_SHARE) }
}

// No pair has this key, for no unit of one is 0.
const NO_KEY = 0

const PLUS_READ = 0x52a0
const FULL_STOP = 0x3002

/** Tells whether a unit is no word, and nothing that stands between two others in prose: a letter, 加 for a plus, a stop. */
function mayPart(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || unit === PLUS_READ || unit === FULL_STOP
}

/** Finds an entry of any category with a letter, a plus sign or a full stop between its two characters (收x盾, 洗。码). */
function matchParted({ parted }: TornIndex, disguised: Disguised, at: number): DisguisedMatch | undefined {
  const { text, boundaries, normalized } = disguised
  const between = text.charCodeAt(at + 1)
  if (!mayPart(between) || (between === PLUS_READ && normalized.text.charAt(at + 1) !== '+')) return undefined
  const entry = findPair(parted, keyOf(text.charCodeAt(at), text.charCodeAt(at + 2)))
  if (!entry) return undefined
  if (!isTelling(entry.pattern, 2) || !standAlone([at, at + 2], boundaries)) return undefined
  if (![at, at + 2].every((place) => boundaries.isBounded(place, place + 1))) return undefined
  return { entry, start: at, end: at + 3, folds: FOLD_BITS.order, weight: shareOf(entry, APART_SHARE) }
}

/** Tells whether a pair of neighbours stands backwards; forwards it is found as a plain homophone. */
function isTurned({ pattern }: Entry, firstSound: number): boolean {
  return syllableOf(pattern.charCodeAt(0)) !== firstSound
}

const WORDS = /^[\p{L}\p{N}]*$/u

/** Tells it of two that stand alone; what is part of the entry in plain characters was not torn apart. */
function isTorn({ pattern }: Entry, places: readonly [number, number], { text, boundaries }: Disguised): boolean {
  if (places.some((place) => text.startsWith(pattern, place) || text.startsWith(pattern, place - 1))) return false
  if (!isTelling(text.charAt(places[0]) + text.charAt(places[1]), 2)) return false
  const isParted = WORDS.test(text.slice(...places)) || isCutByMark(text, places[0])
  // A longer word may hold one of them: 泡溫泉 in 約好泡溫泉.
  return isParted && places.every((at) => boundaries.isBounded(at, at + 1))
}

const MARK = /[。.，,、;；:：!！?？]/
const LETTER = /[\p{L}\p{N}]/u

/** Tells whether one mark stands between two characters and the second ends the sentence: it says nothing by itself (傻。逼). */
function isCutByMark(text: string, at: number): boolean {
  return MARK.test(text.charAt(at + 1)) && !LETTER.test(text.charAt(at + 3))
}
