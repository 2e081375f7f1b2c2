import { EVASIVE_FOLDS, foldNames } from '../text/folds/fold.ts'
import { type Normalized, originalSpan } from '../text/normalize.ts'
import type { Detection } from './detectors/detector.ts'
import type { Finding, Hit } from './evidence.ts'
import { type Policy, type Threshold, thresholdOf } from './policy.ts'
import { clausesOf, isBare, type Place, placesOf, withoutPlaces } from './reporting/clauses.ts'
import { type Cut, signOf } from './reporting/governed.ts'
import { CALL, OWN, TALK, TERMS } from './reporting/signs.ts'
import type { CategoryCode } from './taxonomy.ts'

/**
 * How a text speaks of what is sold: it offers; it talks of it, or only names it; it quotes what others offer, or reports
 * them in a hidden spelling or beside a call; or it plainly reports or warns.
 */
export type Speech = 'offer' | 'discussion' | 'mention' | 'report'

const RULES = { discussion: 'discussing', mention: 'mentioning', report: 'reporting' } as const

const SOLD: ReadonlySet<CategoryCode> = new Set(['porn', 'gambling', 'fraud', 'illegal_trade', 'ad_spam'])

// What is worth less is a mention of somebody or a source, no way to reach the sender.
const CONTACT_WEIGHT = 0.3
// What weighs less is said of everything, and needs no report to be harmless.
const LEAST_SOLD = 0.2

/**
 * Says how a text speaks where anything in it is sold and nothing shows that it offers that. Beside a contact it sells, unless
 * a sign or quotation marks say otherwise: a warning may name the swindler's site and a number for the police, so a person
 * looks. Only words that say of every hit that it is bad make a report, and a sign of an offer makes a mention of it; so
 * spammers who add such words gain a moderator's eye and nothing else. The sign by which it was told is shown as the reader
 * wrote it.
 */
export function reportingFinding(
  normalized: Normalized,
  hits: readonly Hit[],
  contacts: readonly Detection[],
): Finding | undefined {
  const said = hits.filter(({ category, weight }) => SOLD.has(category) && weight >= LEAST_SOLD)
  const reaching = contacts.filter(({ weight }) => weight > CONTACT_WEIGHT)
  // Of a way to reach somebody nothing need be said: what is sold beside it is what the sign speaks of.
  const sold = withoutContacts(said, { normalized, contacts: reaching })
  if (sold.length === 0) return undefined
  const places = placesOf(normalized, sold)
  const cut = { text: normalized.text, covered: withoutPlaces(normalized.text, places), clauses: clausesOf(normalized) }
  const written = ({ start, end }: Place): string => originalSpan(normalized, start, end).text
  // A call is often an entry itself; in quotation marks somebody else calls.
  const isCalling = reaching.length > 0 || CALL.test(cut.text.replace(QUOTATION, '')) || OWN.test(cut.covered)
  const sign = signOf(places, cut)
  if (sign) return state(isCalling || sign.isDoubtful || sold.some(isHidden) ? 'mention' : 'report', written(sign))
  const quoted = sold.find((hit) => isQuoted(normalized.original, hit))
  if (quoted) return state('mention', quoted.text)
  if (reaching.length > 0) return undefined
  const talk = TALK.exec(cut.covered)
  if (talk) return state('discussion', written({ start: talk.index, end: talk.index + talk[0].length }))
  return isCalling || isOffered(sold, cut) ? undefined : state('discussion')
}

/** Leaves out the hits that a contact is; both come ordered by start. */
function withoutContacts(
  hits: readonly Hit[],
  { normalized, contacts }: { readonly normalized: Normalized; readonly contacts: readonly Detection[] },
): readonly Hit[] {
  if (contacts.length === 0) return hits
  const taken = new Set(contacts.map(({ start, end }) => keyOf(originalSpan(normalized, start, end))))
  return hits.filter((hit) => hit.entry !== null || !taken.has(keyOf(hit)))
}

function keyOf({ start, end }: Place): string {
  return `${start} ${end}`
}

// Two of these are no accident.
const LEAST_WITNESS = 0.3

/**
 * Tells whether anything but one entry shows an offer: the terms of a trade, a detector, another entry, one that calls, a
 * hidden spelling, or that nothing else is said.
 */
function isOffered(sold: readonly Hit[], { covered }: Cut): boolean {
  if (TERMS.test(covered) || isBare(covered)) return true
  const witnesses = sold.filter(({ weight }) => weight >= LEAST_WITNESS)
  return (
    witnesses.some((hit) => hit.entry === null || hit.category === 'ad_spam' || isHidden(hit)) || areSeveral(witnesses)
  )
}

/** Tells whether two hits stand in different places; they come ordered by start. */
function areSeveral(hits: readonly Hit[]): boolean {
  const first = hits[0]
  return first !== undefined && hits.some(({ start, entry }) => start >= first.end && entry !== first.entry)
}

// Who hides what he says has more in mind than a report.
const EVASIVE: ReadonlySet<string> = new Set(foldNames(EVASIVE_FOLDS))

function isHidden({ folds }: Hit): boolean {
  return folds.some((fold) => EVASIVE.has(fold))
}

function state(speech: keyof typeof RULES, sign?: string): Finding {
  return { rule: RULES[speech], category: null, weight: 0, detail: sign === undefined ? {} : { sign } }
}

const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
]
const QUOTATION = /[“‘「『"][^“‘「『"”’」』]{1,16}["”’」』]/gu
// A quotation is a phrase, not the whole advertisement.
const QUOTED_UNITS = 12

function isQuoted(original: string, { start, end }: Hit): boolean {
  const before = original.slice(Math.max(0, start - QUOTED_UNITS), start)
  const after = original.slice(end, end + QUOTED_UNITS)
  return QUOTES.some(
    ([open, close]) =>
      before.lastIndexOf(open) > before.lastIndexOf(close, open === close ? -1 : undefined) && after.includes(close),
  )
}

/** Reads from the findings how a text speaks; without any it offers. */
export function speechOf(findings: readonly Finding[]): Speech {
  return SPOKEN.find((speech) => findings.some(({ rule }) => rule === RULES[speech])) ?? 'offer'
}

const SPOKEN = ['report', 'mention', 'discussion'] as const

/** Tells whether a category is of what is sold: of these, reports are taken for what they are. */
export function isSold(category: CategoryCode): boolean {
  return SOLD.has(category)
}

/**
 * Returns the thresholds for a text that speaks so: only an offer is ever refused without a person, and a report waits for
 * one only from where an offer is refused.
 */
export function thresholdFor(policy: Policy, category: CategoryCode, speech: Speech): Threshold {
  const { hold, block } = thresholdOf(policy, category)
  if (speech === 'offer' || !SOLD.has(category)) return { hold, block }
  return { hold: speech === 'report' ? (block ?? hold) : hold, block: null }
}
