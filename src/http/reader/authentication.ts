import { createMiddleware } from 'hono/factory'
import type { Age } from '../../moderation/protection.ts'
import type { Edge } from '../edge.ts'
import { personIdentity, readerIdentity } from '../keys.ts'
import { Refusal } from '../refusal.ts'
import type { SiteEnv } from '../site-of-request.ts'
import { readToken } from './token.ts'

/** The reader behind a request, as far as the service may know. */
export interface SignedReader {
  readonly identity: Buffer
  readonly name: string
  readonly isVerified: boolean
  /** The same for all accounts of one person; `null` where the portal does not say. */
  readonly person: Buffer | null
  /** Of the portal's editorial staff, whose name the portal vouches for. */
  readonly isStaff: boolean
  /** `undefined` where the portal does not say. */
  readonly age: Age | undefined
  /** Whether a guardian has agreed, for who is under fourteen. */
  readonly hasGuardian: boolean
}

/** What a request knows after `signedReader`. */
export interface ReaderEnv extends SiteEnv {
  Variables: SiteEnv['Variables'] & { reader: SignedReader }
}

/** What a signed reader's request may be refused with at the least. */
export const SIGNED_ERRORS = [
  'token_missing',
  'token_invalid',
  'token_expired',
  'keys_unavailable',
  'origin_not_allowed',
  'too_many_requests',
] as const

/** Lets in only a reader whose token the site's portal signed. */
export function signedReader({ keys, now, publishedKeys }: Edge) {
  return createMiddleware<ReaderEnv>(async (c, next) => {
    const site = c.get('site')
    const { reader_token_secret: secret, reader_keys_url: address } = site
    const findKey = address === null ? null : (kid: string) => publishedKeys.find(address, kid)
    const claims = await readToken(c.req.header('authorization'), { siteId: site.id, secret, findKey }, now())
    const identity = readerIdentity(keys, site.id, claims.subject)
    const person = claims.person === undefined ? null : personIdentity(keys, site.id, claims.person)
    const { name, isVerified, isStaff, age, hasGuardian } = claims
    c.set('reader', { identity, name, isVerified, person, isStaff, age, hasGuardian })
    await next()
  })
}

/** What is kept of a reader who comes with this token. */
export function seenAs(siteId: string, { identity, name: displayName, person, age }: SignedReader) {
  return { siteId, identity, displayName, person, age }
}

/** Tells whether the law lets a reader write here at all, by what the portal says of them. */
export function mayWrite({ isVerified, age, hasGuardian }: SignedReader): boolean {
  return isVerified && (age !== 'child' || hasGuardian)
}

/**
 * Lets write only a reader whose identity the portal has verified, and under fourteen only with a guardian's consent;
 * checked at every request.
 */
export const verifiedReader = createMiddleware<ReaderEnv>(async (c, next) => {
  const reader = c.get('reader')
  if (!mayWrite(reader)) throw new Refusal(reader.isVerified ? 'guardian_required' : 'reader_unverified')
  await next()
})
