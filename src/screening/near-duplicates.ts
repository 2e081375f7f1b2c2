import { normalize } from '../text/normalize.ts'
import type { Finding } from './evidence.ts'
import { areCopies, areNear, bigramsOf } from './fingerprint/bigrams.ts'
import { skeletonOf } from './fingerprint/skeleton.ts'
import type { Fingerprint } from './fingerprint.ts'

/** A comment that came before, was not taken back, and may be much the same. */
export interface EarlierComment {
  readonly id: string
  /** The identity of its reader, the same before and after the reader is first recorded. */
  readonly reader: string
  readonly text: string
  readonly at: Date
  /** Whether its skeleton is the new one's, so that it need not be compared. */
  readonly sharesSkeleton: boolean
  /** Whether it names a contact that the new one names. */
  readonly sharesContact: boolean
  /** `refused` by the machine, so that its author may well try again; `approved` by a person; else it just counts. */
  readonly standing: 'counts' | 'refused' | 'approved'
}

export interface Earlier {
  readonly comments: readonly EarlierComment[]
  /** Whether there may be more than were looked at. */
  readonly isCapped: boolean
}

interface NewText {
  readonly fingerprint: Fingerprint
  readonly reader: string
  readonly at: Date
}

/** How far back a flood is counted. */
export const FLOOD_MINUTES = 60

/**
 * From how many different bigrams on, some thirteen characters, texts that are alike are counted: of shorter ones (a
 * chorus, a saying, the name of a match) many people think by themselves.
 */
const FEWEST_COUNTED = 12

/**
 * From how many letters and Han on, copies of a shorter text that offers something are counted. Of 172,694 real comments
 * none is held by that; if it were asked for no offer, 0.73 % would be: stickers in a row, 說得好.
 */
const FEWEST_OF_OFFER = 4

/** Tells whether a text can be found to be one of many at all. */
export function isCountable(fingerprint: Fingerprint): boolean {
  return fingerprint.contacts.length > 0 || isLong(fingerprint) || isShortOffer(fingerprint)
}

function isShortOffer({ isOffer, skeleton }: Fingerprint): boolean {
  return isOffer && skeleton.length >= FEWEST_OF_OFFER
}

function isLong({ bands, skeleton }: Fingerprint): boolean {
  return bands.length > 0 && bigramsOf(skeleton).size >= FEWEST_COUNTED
}

/**
 * States how many comments of the last hour, the new one among them, say nearly the same or name the same contact, of how
 * many readers, within how many minutes. Comments that came later, or earlier than an hour ago, count as well if given.
 * The fifth reader's weighs enough to wait for a person, and the third reader's with one contact: however often others
 * repeat themselves, each counts once. So does the third of one reader. What a person approved counts for nothing, and
 * for copies of it other readers no longer count: a person has found that text fine.
 */
export function nearDuplicateFindings(text: NewText, { comments, isCapped }: Earlier): readonly Finding[] {
  const near = nearTo(text.fingerprint, comments)
  const isApproved = near.some(({ isCopy, comment }) => isCopy && comment.standing === 'approved')
  const alike = tally(
    text,
    near.map(({ comment }) => comment),
  )
  const named = tally(
    text,
    comments.filter(({ sharesContact }) => sharesContact),
  )
  const ofOne = rise(alike.own + 1, HELD_FROM.reader)
  const ofMany = isApproved ? 0 : rise(alike.own + alike.otherReaders + 1, HELD_FROM.readers)
  const contact = rise(named.own + named.otherReaders + 1, HELD_FROM.contact)
  return [
    ...finding('near-duplicate', text, { ...alike, isCapped, weight: Math.max(ofOne, ofMany) }),
    ...finding('same-contact', text, { ...named, isCapped, weight: contact }),
  ]
}

/** Of 172,694 real comments 0.11 % are held by this alone: slogans and jokes that were pasted, appeals, water armies. */
const HELD_FROM = { readers: 5, reader: 3, contact: 3 } as const

/** The weight from which the policy holds; before it, each comment adds a sign too weak to hold anything alone. */
const HELD_WEIGHT = 0.5
const STEP_AFTER = 0.05
/** However many there are, a person decides. */
const MOST_WEIGHT = 0.8

function rise(count: number, heldFrom: number): number {
  const weight =
    count < heldFrom
      ? (HELD_WEIGHT * (count - 1)) / (heldFrom - 1)
      : Math.min(HELD_WEIGHT + (count - heldFrom) * STEP_AFTER, MOST_WEIGHT)
  return Math.round(weight * 1000) / 1000
}

interface Near {
  readonly comment: EarlierComment
  readonly isCopy: boolean
}

/** Of a short text only what is equal to it; of a long one all that is near. */
function nearTo(fingerprint: Fingerprint, comments: readonly EarlierComment[]): readonly Near[] {
  const canBeNear = isLong(fingerprint)
  if (!canBeNear && !isShortOffer(fingerprint)) return []
  const equal = comments.filter(({ sharesSkeleton }) => sharesSkeleton)
  const others = canBeNear ? comments.filter(({ sharesSkeleton }) => !sharesSkeleton) : []
  return [...equal.map((comment) => ({ comment, isCopy: true })), ...compared(fingerprint, others)]
}

function compared({ skeleton }: Fingerprint, comments: readonly EarlierComment[]): readonly Near[] {
  if (comments.length === 0) return []
  const bigrams = bigramsOf(skeleton)
  return comments
    .map((comment) => ({ comment, others: bigramsOf(skeletonOf(normalize(comment.text))) }))
    .filter(({ others }) => areNear(bigrams, others))
    .map(({ comment, others }) => ({ comment, isCopy: areCopies(bigrams, others) }))
}

interface Tally {
  readonly counted: readonly EarlierComment[]
  /** How many of the counted are of the same reader. */
  readonly own: number
  readonly otherReaders: number
}

/** One's own refused ones are left out: an author may try again. */
function tally({ reader }: NewText, alike: readonly EarlierComment[]): Tally {
  const counted = alike.filter(
    (one) => one.standing === 'counts' || (one.standing === 'refused' && one.reader !== reader),
  )
  const others = counted.filter((one) => one.reader !== reader)
  const otherReaders = new Set(others.map((one) => one.reader)).size
  return { counted, own: counted.length - others.length, otherReaders }
}

interface Weighed extends Tally {
  readonly isCapped: boolean
  readonly weight: number
}

/** The category is one that no policy refuses without a person. */
function finding(rule: string, { at }: NewText, { counted, otherReaders, isCapped, weight }: Weighed): Finding[] {
  if (weight === 0) return []
  const oldest = Math.min(...counted.map((one) => one.at.getTime()))
  const minutes = Math.max(Math.ceil((at.getTime() - oldest) / 60_000), 1)
  const detail = { comments: counted.length + 1, readers: otherReaders + 1, minutes }
  return [{ rule, category: 'slop', weight, detail: isCapped ? { ...detail, atLeast: 1 } : detail }]
}
