import { FOLD_BITS } from '../../text/folds/fold.ts'
import { cutsLatinWord } from '../../text/latin-words.ts'
import { shapeOf } from '../../text/readings/look-alikes.ts'
import type { Reading } from '../../text/readings/reading.ts'
import { readSounds, soundsOf } from '../../text/readings/sound-reading.ts'
import { syllablesOfWord } from '../../text/readings/syllables.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling, leavesNoDoubt } from './common-characters.ts'
import {
  type Candidate,
  compileReadingIndex,
  countsAnywhere,
  type Disguised,
  type DisguisedMatch,
  goesOn,
  isCutOut,
  type ReadingIndex,
  shareOf,
  standAlone,
  weighCandidates,
} from './disguise.ts'

/** Compiles entries by their sound: by that of each character, and by that which the word gives it. */
export function compileSounds(entries: readonly Entry[]): ReadingIndex {
  return compileReadingIndex(entries, ({ pattern }) =>
    [...new Set([soundsOf(pattern), HAN_ONLY.test(pattern) ? syllablesOfWord(pattern) : ''])].filter(
      (form) => form !== '',
    ),
  )
}

const HAN_ONLY = /^\p{Script=Han}+$/u

/**
 * Finds entries written by their sound: other characters of the same syllables (薇欣), pinyin (jia wei xin), pictures (👻).
 * Unless three others stand plainly beside it, every character that was exchanged stands alone, in no word of the
 * segmentation, and is none that often does;
 * beside two others it only supports. Calls of two characters (佳我) are written by their sound already: what sounds
 * like them is everyday speech. An entry of mode `pinyin` keeps its whole weight.
 */
export function findSounds(index: ReadingIndex, disguised: Disguised): DisguisedMatch[] {
  const reading = readSounds(disguised.text)
  return weighCandidates(index, { reading, disguised }, (candidate) => weigh(candidate, reading, disguised))
}

function weigh(candidate: Candidate, reading: Reading, disguised: Disguised): DisguisedMatch | undefined {
  const { entry, first, last } = candidate
  const { text, boundaries } = disguised
  const start = reading.starts[first] ?? 0
  const end = reading.ends[last] ?? 0
  const written = compare(candidate, reading, disguised)
  const { exchanged, pictured, spelled, length } = written
  const sounding = exchanged.length + pictured
  const isBySound = entry.mode === 'pinyin'
  const isSure = leavesNoDoubt(length - sounding - spelled, exchanged)
  const isLikely = isSure || (length === 3 && exchanged.length === 1 && entry.weight >= MIN_LIKELY_WEIGHT)
  const isTold = isTelling(exchanged, length - spelled)
  if (sounding + spelled === 0 || !(isLikely || isTold)) return undefined
  if (sounding > 0 && length === 2 && entry.category === 'ad_spam' && !isBySound) return undefined
  if (spelled > 0 ? cutsSpelling(text, start, end) : cutsLatinWord(text, { start, end })) return undefined
  // Asked last: the segmentation costs more than all before it.
  const isAlone = isTold && standAlone(written.places, boundaries)
  if (!(isLikely || isAlone)) return undefined
  const isAnywhere = isSure && countsAnywhere(entry) && !goesOn(written.places, end, boundaries)
  if (!isAnywhere && isCutOut({ start, end }, boundaries)) return undefined
  const folds = (sounding > 0 ? FOLD_BITS.sound : 0) | (spelled > 0 ? FOLD_BITS.pinyin : 0)
  const guessed = isAlone ? shareFor(written, isAmongLatin(text, start, end)) : likelyShare(written)
  return { entry, start, end, folds, weight: shareOf(entry, isBySound || isSure ? 1 : guessed) }
}

// Two characters of three beside one that any sentence may have: enough to support other evidence.
const MIN_LIKELY_WEIGHT = 0.5
const LIKELY_SHARE = 0.2
// What both sounds and looks like the third is hardly another word (采 for 彩).
const DRAWN_SHARE = 0.8

function likelyShare({ exchanged, meant }: Written): number {
  const isDrawn = [...exchanged].every((one, at) => shapeOf(one.charCodeAt(0)) === shapeOf(meant.charCodeAt(at)))
  return isDrawn ? DRAWN_SHARE : LIKELY_SHARE
}

/** How the characters of an entry are written; those that stand plainly are `length` less the others. */
interface Written {
  readonly length: number
  /** Characters that stand for others of their sound, and where. */
  readonly exchanged: string
  /** What stands in the entry in their places. */
  readonly meant: string
  readonly places: readonly number[]
  readonly pictured: number
  readonly spelled: number
}

function compare({ entry, first, last }: Candidate, reading: Reading, { text, normalized }: Disguised): Written {
  let exchanged = ''
  let meant = ''
  const places: number[] = []
  let spelled = 0
  let pictured = 0
  for (let at = first; at <= last; at += 1) {
    const from = reading.starts[at] ?? 0
    const to = reading.ends[at] ?? 0
    const isSpelled = to - from > 1
    if (!isSpelled && text.charCodeAt(from) === entry.pattern.charCodeAt(at - first)) continue
    if (isSpelled) {
      spelled += 1
    } else if (((normalized.units.masks[from] ?? 0) & FOLD_BITS.picture) !== 0) {
      // A picture is never a word of its own, whatever common character is said for it.
      pictured += 1
    } else {
      exchanged += text.charAt(from)
      meant += entry.pattern.charAt(at - first)
      places.push(from)
    }
  }
  return { length: last - first + 1, exchanged, meant, places, pictured, spelled }
}

// Shares of an entry's weight. Two syllables of other characters fit by accident, so alone they never hold; spelled out
// they fit foreign words alone. Of three characters two in their places are enough.
function shareFor({ length, exchanged, pictured, spelled }: Written, isAmongLatin: boolean): number {
  const sounding = exchanged.length + pictured
  if (length === 2 && sounding > 0) return 0.3
  if (length === 2) return isAmongLatin ? 0.6 : 0.85
  if (sounding === 0) return length === 3 && spelled > 1 ? SPELLED_SHARE : 1
  if (sounding === 1 && spelled === 0) return 1
  return length === 3 ? 0.8 : 0.9
}

const LATIN_BESIDE = /[a-z]/

/** Tells whether the nearest characters around a piece are Latin: then it is two words of another language as often. */
function isAmongLatin(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1) === ' ' ? text.charAt(start - 2) : text.charAt(start - 1)
  const after = text.charAt(end) === ' ' ? text.charAt(end + 1) : text.charAt(end)
  return LATIN_BESIDE.test(before) || LATIN_BESIDE.test(after)
}

// Nobody writes one syllable of three in letters by accident; more may be a name.
const SPELLED_SHARE = 0.9

// A run this short is an English word as often as two syllables (made).
const SHORT_SPELLING = 5
const GOES_ON = /[\da-z@._/-]/

/** Pinyin is cut out of something else where letters, digits or an address go on right beside it. */
function cutsSpelling(text: string, start: number, end: number): boolean {
  if (cutsLatinWord(text, { start, end }, GOES_ON)) return true
  return end - start < SHORT_SPELLING && /^[a-z]+$/.test(text.slice(start, end))
}
