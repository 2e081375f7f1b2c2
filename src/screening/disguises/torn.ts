import { FOLD_BITS } from '../../text/folds/fold.ts'
import { syllableOf } from '../../text/readings/syllables.ts'
import { keyOf } from '../automaton/pairs.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling } from './common-characters.ts'
import { type Disguised, type DisguisedMatch, shareOf } from './disguise.ts'
import { createPairIndex, findPair, type PairIndex, plantPair } from './pair-index.ts'

/** Insults of two characters, by the characters and by their syllables, in both orders. */
export interface TornIndex {
  readonly pairs: PairIndex
  readonly sounds: PairIndex
  /** One for every unit, character or syllable, that begins a pair. */
  readonly firsts: Uint8Array
}

const HAN_ONLY = /^\p{Script=Han}+$/u
const TORN: readonly CategoryCode[] = ['abuse', 'profanity', 'region_hatred', 'porn']

/** Compiles insults of two Han characters. */
export function compileTorn(entries: readonly Entry[]): TornIndex {
  const pairs = createPairIndex()
  const sounds = createPairIndex()
  const firsts = new Uint8Array(UNITS)
  const plant = (index: PairIndex, [one, other]: readonly [number, number], entry: Entry): void => {
    if (one === 0 || other === 0) return
    plantPair(index, keyOf(one, other), entry)
    plantPair(index, keyOf(other, one), entry)
    firsts[one] = 1
    firsts[other] = 1
  }
  for (const entry of entries) {
    if (entry.pattern.length !== 2 || !HAN_ONLY.test(entry.pattern) || !TORN.includes(entry.category)) continue
    const units = [entry.pattern.charCodeAt(0), entry.pattern.charCodeAt(1)] as const
    plant(pairs, units, entry)
    if (entry.category === 'porn') continue
    plant(sounds, [syllableOf(units[0]), syllableOf(units[1])], entry)
  }
  return { pairs, sounds, firsts }
}

const UNITS = 0x10000

// One or two characters between; more is another sentence.
const MAX_APART = 3
const APART_SHARE = 0.2
const SOUND_SHARE = 0.15

/**
 * Finds insults that something was put between (脑是瘫), and those written by their sound that are turned round or apart
 * (沙是碧). Each of their characters stands alone, in no word of the segmentation, and by its sound it is no common one.
 */
export function findTorn({ pairs, sounds, firsts }: TornIndex, disguised: Disguised): DisguisedMatch[] {
  const { text } = disguised
  const found: DisguisedMatch[] = []
  for (let at = 0; at < text.length - 1; at += 1) {
    const unit = text.charCodeAt(at)
    const sound = syllableOf(unit)
    const isFirst = firsts[unit] === 1
    const mayHide = firsts[sound] === 1 && isRare(unit)
    if (!isFirst && !mayHide) continue
    for (let apart = 1; apart <= MAX_APART; apart += 1) {
      const other = text.charCodeAt(at + apart)
      const entry = isFirst && apart > 1 && firsts[other] === 1 ? findPair(pairs, keyOf(unit, other)) : undefined
      if (entry) {
        if (isTorn(entry, [at, at + apart], disguised)) {
          const weight = shareOf(entry, APART_SHARE)
          found.push({ entry, start: at, end: at + apart + 1, folds: FOLD_BITS.order, weight })
        }
        continue
      }
      const meant =
        mayHide && apart < MAX_APART && isRare(other) ? findPair(sounds, keyOf(sound, syllableOf(other))) : undefined
      if (!meant || (apart === 1 && !isTurned(meant, sound))) continue
      if (!isTorn(meant, [at, at + apart], disguised)) continue
      const folds = FOLD_BITS.order | FOLD_BITS.sound
      found.push({ entry: meant, start: at, end: at + apart + 1, folds, weight: shareOf(meant, SOUND_SHARE) })
    }
  }
  return found
}

/** Tells whether a pair of neighbours stands backwards; forwards it is found as a plain homophone. */
function isTurned({ pattern }: Entry, firstSound: number): boolean {
  return syllableOf(pattern.charCodeAt(0)) !== firstSound
}

const UNKNOWN = 0
const RARE = 1
const COMMON = 2
const known = new Uint8Array(UNITS)

function isRare(unit: number): boolean {
  if (known[unit] === UNKNOWN) known[unit] = isTelling([String.fromCharCode(unit)], 2) ? RARE : COMMON
  return known[unit] === RARE
}

const WORDS = /^[\p{L}\p{N}]*$/u

/** What is part of the entry in plain characters was not torn apart. */
function isTorn({ pattern }: Entry, places: readonly [number, number], { text, isBounded }: Disguised): boolean {
  if (places.some((place) => text.startsWith(pattern, place) || text.startsWith(pattern, place - 1))) return false
  const written = places.map((place) => text.charAt(place))
  const isParted = WORDS.test(text.slice(...places)) || isCutByMark(text, places[0])
  return isParted && isTelling(written, 2) && places.every((place) => isBounded(place, place + 1))
}

const MARK = /[。.，,、;；:：!！?？]/
const LETTER = /[\p{L}\p{N}]/u

/** Tells whether one mark stands between two characters and the second ends the sentence: it says nothing by itself (傻。逼). */
function isCutByMark(text: string, at: number): boolean {
  return MARK.test(text.charAt(at + 1)) && !LETTER.test(text.charAt(at + 3))
}
