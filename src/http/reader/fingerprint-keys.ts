import { createHmac } from 'node:crypto'
import { FIRST_CONTACT_KEY, FIRST_SKELETON_KEY } from '../../screening/fingerprint/keys.ts'
import type { Fingerprint } from '../../screening/fingerprint.ts'
import type { Keys } from '../keys.ts'

/**
 * Returns whole numbers below 2^50: texts that may be near-duplicates, or have one skeleton or name one contact on one
 * site, have one in common. Without the keys no contact and no short text can be guessed from its number, nor be followed
 * from site to site, and nobody can make two texts whose skeletons share a number.
 */
export function keysOf(
  keys: Pick<Keys, 'contact' | 'skeleton'>,
  siteId: string,
  { skeleton, bands, contacts }: Pick<Fingerprint, 'skeleton' | 'bands' | 'contacts'>,
): readonly number[] {
  return [
    ...bands,
    FIRST_SKELETON_KEY + numberOf(keys.skeleton, siteId, skeleton),
    ...contacts.map((contact) => FIRST_CONTACT_KEY + numberOf(keys.contact, siteId, contact)),
  ]
}

/** As many as a number holds exactly with room to spare: of a million contacts or texts, two seldom share one. */
const BYTES = 6

function numberOf(key: Buffer, siteId: string, said: string): number {
  // A site id holds no NUL, so no two pairs are the same bytes.
  const digest = createHmac('sha256', key).update(`${siteId}\0${said}`).digest()
  return digest.readUIntBE(0, BYTES)
}
