import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { Edge } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import { CLOCK_LEEWAY_SECONDS, PORTAL_AUDIENCE, readSigned } from '../signed-token.ts'
import type { SiteEnv } from '../site-of-request.ts'

/** Made by the portal's server for the request at hand; nobody has to keep one. */
const LIFETIME_LIMIT_SECONDS = 60 * 60

const Claims = z.object({ aud: z.literal(PORTAL_AUDIENCE), exp: z.number() })

/** What the portal's request may be refused with at the least. */
export const PORTAL_ERRORS = ['token_missing', 'token_invalid', 'token_expired', 'origin_not_allowed'] as const

/**
 * Lets in only the portal itself: a token signed with the site's secret (HS256) whose `aud` is `portal`, for an hour at the
 * most. No reader's token has that audience, and this one names no reader.
 */
export function fromPortal({ now }: Edge) {
  return createMiddleware<SiteEnv>(async (c, next) => {
    const token = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined) throw new Refusal('token_missing')
    const claims = Claims.safeParse(await readSigned(token, c.get('site').reader_token_secret, 'HS256'))
    if (!claims.success) throw new Refusal('token_invalid')
    const { exp } = claims.data
    const seconds = now().getTime() / 1000
    if (exp <= seconds) throw new Refusal('token_expired')
    if (exp > seconds + LIFETIME_LIMIT_SECONDS + CLOCK_LEEWAY_SECONDS) throw new Refusal('token_invalid')
    await next()
  })
}
