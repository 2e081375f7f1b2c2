import { normalize } from '../../text/normalize.ts'
import { DETECTORS } from '../detectors/all.ts'
import { contactRulesOf } from '../detectors/detector.ts'
import { spelledDigits } from '../detectors/numerals.ts'
import type { Hit } from '../evidence.ts'

const CONTACT_RULES = contactRulesOf(DETECTORS)

/** A link to a newsroom weighs less, and so does a handle without more: readers quote the one and call others by the other. */
export const LEAST_CONTACT_WEIGHT = 0.4

const FEWEST_CHARACTERS = 5

// All that may stand before an account, also twice: the account itself may begin so, then it does wherever it stands.
const LABELS = /^(?:https?|hxxps?|www|wechat|weixin|qq?|vx?|wx|86(?=1[3-9]\d{9}$))+/

/**
 * Returns every contact among the hits once, small letters and digits alone and without its label: 「加薇信 abc12345」
 * and 「vx：ABC-12345」 give the same.
 */
export function contactsOf(hits: readonly Pick<Hit, 'rule' | 'text' | 'weight'>[]): readonly string[] {
  const contacts = hits
    .filter(({ rule, weight }) => isContactRule(rule) && weight >= LEAST_CONTACT_WEIGHT)
    .map(({ text }) => plainContact(text))
  return [...new Set(contacts)].filter((contact) => contact.length >= FEWEST_CHARACTERS)
}

/** Tells whether a rule, as hits name it, looks for contacts. */
export function isContactRule(rule: string): boolean {
  return CONTACT_RULES.has(rule)
}

function plainContact(text: string): string {
  return spelledDigits(normalize(text).text)
    .replace(/[^a-z0-9]/g, '')
    .replace(LABELS, '')
}
