import { createMiddleware } from 'hono/factory'
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
  'origin_not_allowed',
  'too_many_requests',
] as const

/** Lets in only a reader whose token the site's portal signed. */
export function signedReader({ keys, now }: Edge) {
  return createMiddleware<ReaderEnv>(async (c, next) => {
    const site = c.get('site')
    const claims = await readToken(c.req.header('authorization'), site.reader_token_secret, now())
    const identity = readerIdentity(keys, site.id, claims.subject)
    const person = claims.person === undefined ? null : personIdentity(keys, site.id, claims.person)
    const { name, isVerified, isStaff } = claims
    c.set('reader', { identity, name, isVerified, person, isStaff })
    await next()
  })
}

/** Lets write only a reader whose identity the portal has verified, checked at every request. */
export const verifiedReader = createMiddleware<ReaderEnv>(async (c, next) => {
  if (!c.get('reader').isVerified) throw new Refusal('reader_unverified')
  await next()
})
