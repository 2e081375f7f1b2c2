import { normalize } from '../text/normalize.ts'
import type { Finding } from './evidence.ts'
import { areNear, bigramsOf } from './fingerprint/bigrams.ts'
import { type Fingerprint, fingerprintOf } from './fingerprint.ts'

/** A comment that came before and may be much the same. */
export interface EarlierComment {
  readonly id: string
  readonly readerId: string
  readonly text: string
  readonly at: Date
  /** Whether it names a contact that the new one names. */
  readonly sharesContact: boolean
  /** Whether it was refused or taken back, so that its own author may well try again. */
  readonly isGone: boolean
}

interface NewText {
  readonly fingerprint: Fingerprint
  readonly readerId: string
  readonly at: Date
}

/** How far back a flood is counted. */
export const FLOOD_MINUTES = 60

/**
 * From how many different bigrams on, some thirteen characters, texts that are alike are counted: of shorter ones (a
 * chorus, a saying, the name of a match) many people think by themselves.
 */
const FEWEST_COUNTED = 12

/** Tells whether a text can be found to be one of many at all. */
export function isCountable({ bands, contacts, skeleton }: Fingerprint): boolean {
  return contacts.length > 0 || (bands.length > 0 && bigramsOf(skeleton).size >= FEWEST_COUNTED)
}

/**
 * States how many comments of the last hour, the new one among them, say nearly the same or name the same contact, of how
 * many readers, within how many minutes. Comments that came later, or earlier than an hour ago, count as well if given.
 * The fifth of different readers weighs enough to wait for a person, as does the third of one reader or with one contact.
 */
export function nearDuplicateFindings(text: NewText, earlier: readonly EarlierComment[]): readonly Finding[] {
  const counted = earlier.filter(({ isGone, readerId }) => !isGone || readerId !== text.readerId)
  const near = isCountable({ ...text.fingerprint, contacts: [] }) ? nearTo(text.fingerprint, counted) : []
  const named = counted.filter(({ sharesContact }) => sharesContact)
  const own = near.filter(({ readerId }) => readerId === text.readerId)
  const weight = Math.max(rise(near.length + 1, HELD_FROM.readers), rise(own.length + 1, HELD_FROM.reader))
  return [
    ...finding('near-duplicate', { text, others: near, weight }),
    ...finding('same-contact', { text, others: named, weight: rise(named.length + 1, HELD_FROM.contact) }),
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

function nearTo({ skeleton }: Fingerprint, earlier: readonly EarlierComment[]): EarlierComment[] {
  const bigrams = bigramsOf(skeleton)
  return earlier.filter(({ text }) => areNear(bigrams, bigramsOf(fingerprintOf(normalize(text), []).skeleton)))
}

interface Counted {
  readonly text: NewText
  readonly others: readonly EarlierComment[]
  readonly weight: number
}

/** The category is one that no policy refuses without a person. */
function finding(rule: string, { text, others, weight }: Counted): readonly Finding[] {
  if (weight === 0) return []
  const readers = new Set([text.readerId, ...others.map(({ readerId }) => readerId)])
  const oldest = Math.min(...others.map(({ at }) => at.getTime()))
  const minutes = Math.max(Math.ceil((text.at.getTime() - oldest) / 60_000), 1)
  return [{ rule, category: 'slop', weight, detail: { comments: others.length + 1, readers: readers.size, minutes } }]
}
