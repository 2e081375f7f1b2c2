import type { Fingerprint } from '../fingerprint.ts'
import { mix } from './mix.ts'

/** Contacts are numbered above all bands. */
export const FIRST_CONTACT_KEY = 2 ** 32

/** Returns whole numbers below 2^52: texts that may be near-duplicates, or name one contact, have one in common. */
export function keysOf({ bands, contacts }: Pick<Fingerprint, 'bands' | 'contacts'>): readonly number[] {
  return [...bands, ...contacts.map(contactKey)]
}

const MOST_TWENTY_BITS = 2 ** 20 - 1

/** Two FNV-1a hashes (Fowler, Noll, Vo, public domain), 51 bits in all, so that two contacts never share a key. */
function contactKey(contact: string): number {
  const high = (mix(fnv1a(contact, 0x9747b28c)) & MOST_TWENTY_BITS) >>> 1
  return FIRST_CONTACT_KEY * (1 + high) + fnv1a(contact, 0x811c9dc5)
}

function fnv1a(text: string, basis: number): number {
  let hash = basis
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
