import type { Normalized } from '../text/normalize.ts'
import type { Hit } from './evidence.ts'
import { bigramsOf, FEWEST_BIGRAMS } from './fingerprint/bigrams.ts'
import { contactsOf } from './fingerprint/contacts.ts'
import { bandsOf } from './fingerprint/min-hash.ts'
import { isOffer } from './fingerprint/offers.ts'
import { skeletonOf } from './fingerprint/skeleton.ts'

/** What near-duplicates of a text are found by. */
export interface Fingerprint {
  /** Its letters and the sounds of its Han; copies have equal ones. */
  readonly skeleton: string
  /** Numbers of 32 bits, by place; none for a text too short to be told from other people's. */
  readonly bands: readonly number[]
  /** Ways to reach the sender, in a plain form. */
  readonly contacts: readonly string[]
  /** Whether it was hit by what is sold, so that it counts among its copies even where it is short. */
  readonly isOffer: boolean
}

/** Makes the fingerprint of any text with what was hit in it, in time linear in its length. */
export function fingerprintOf(normalized: Normalized, hits: readonly Hit[]): Fingerprint {
  const skeleton = skeletonOf(normalized)
  const bigrams = bigramsOf(skeleton)
  const bands = bigrams.size < FEWEST_BIGRAMS ? [] : bandsOf(bigrams)
  return { skeleton, bands, contacts: contactsOf(hits), isOffer: isOffer(hits) }
}
