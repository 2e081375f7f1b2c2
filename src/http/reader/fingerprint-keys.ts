import { createHmac } from 'node:crypto'
import { FIRST_CONTACT_KEY } from '../../screening/fingerprint/keys.ts'
import type { Fingerprint } from '../../screening/fingerprint.ts'

/**
 * Returns whole numbers below 2^49: texts that may be near-duplicates, or name one contact on one site, have one in
 * common. Without the key no contact can be guessed from its number, nor be followed from site to site.
 */
export function keysOf(
  key: Buffer,
  siteId: string,
  { bands, contacts }: Pick<Fingerprint, 'bands' | 'contacts'>,
): readonly number[] {
  return [...bands, ...contacts.map((contact) => contactKey(key, siteId, contact))]
}

/** As many as a number holds exactly with room to spare: of a million contacts, two seldom share one. */
const BYTES = 6

function contactKey(key: Buffer, siteId: string, contact: string): number {
  // A site id holds no NUL, so no two pairs are the same bytes.
  const digest = createHmac('sha256', key).update(`${siteId}\0${contact}`).digest()
  return FIRST_CONTACT_KEY + digest.readUIntBE(0, BYTES)
}
