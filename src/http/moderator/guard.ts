import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { mayDo, type Right } from '../../moderation/rights.ts'
import { findSession, type Session, touchSession } from '../../storage/sessions.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import { readSessionCookie } from './cookie.ts'

/** What a request knows after `signedIn`. */
export interface ModeratorEnv extends HttpEnv {
  Variables: HttpEnv['Variables'] & { session: Session; sessionToken: string }
}

/** What whoever is signed in, with a settled password, may be refused with at the least, for a page and for a change. */
export const READ_ERRORS = [
  'session_required',
  'password_change_required',
  'second_factor_required',
  'too_many_requests',
] as const
export const WRITE_ERRORS = [...READ_ERRORS, 'csrf_invalid', 'role_forbidden'] as const

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD']

/**
 * Lets in only a living session; a write must also repeat its CSRF token and come from our own pages. The token is in
 * the header, or `fromBody` in the JSON that `jsonBody` let through, for what a page sends while it is being left and
 * can set no header.
 */
export function signedIn(edge: Edge, { fromBody = false } = {}) {
  return createMiddleware<ModeratorEnv>(async (c, next) => {
    const token = readSessionCookie(c, edge.isHttps)
    const session = token === undefined ? undefined : await findSession(edge.db, token)
    if (token === undefined || session === undefined) throw new Refusal('session_required')
    if (!SAFE_METHODS.includes(c.req.method)) {
      const repeated = c.req.header('x-csrf-token') ?? (fromBody ? await tokenInBody(c) : '')
      if (!isSameOrigin(c, edge.publicUrl) || !isEqual(repeated, session.csrfToken)) throw new Refusal('csrf_invalid')
    }
    if (session.isStale) await touchSession(edge.db, token)
    c.set('session', session)
    c.set('sessionToken', token)
    await next()
  })
}

async function tokenInBody(c: Context): Promise<string> {
  const body: unknown = await c.req.json().catch(() => null)
  const isNamed = typeof body === 'object' && body !== null && 'csrfToken' in body
  return isNamed && typeof body.csrfToken === 'string' ? body.csrfToken : ''
}

/** For what has no session to protect yet: the sign-in itself. */
export function ownPagesOnly({ publicUrl }: Edge) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (!isSameOrigin(c, publicUrl)) throw new Refusal('csrf_invalid')
    await next()
  })
}

/** Until a one-time password is replaced, and a second factor set up where the role needs one, nothing else works. */
export const settledPassword = createMiddleware<ModeratorEnv>(async (c, next) => {
  const { role, isPasswordExpired, lacksSecondFactor } = c.get('session')
  if (isPasswordExpired) throw new Refusal('password_change_required')
  if (lacksSecondFactor) throw new Refusal('second_factor_required')
  if (!mayDo(role, 'read')) throw new Refusal('role_forbidden')
  await next()
})

/** Lets in whose role has the right. */
export function having(right: Right) {
  return createMiddleware<ModeratorEnv>(async (c, next) => {
    if (!mayDo(c.get('session').role, right)) throw new Refusal('role_forbidden')
    await next()
  })
}

/** Auditors look; they neither claim nor decide. */
export const deciding = having('decide')

/** What changes the screening of a whole site is for leads and admins. */
export const leading = having('lead')

/** Browsers say where a request comes from and pages cannot change it; other clients say nothing and hold no cookie. */
function isSameOrigin(c: Context, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  // Reached by another name of the same machine, a page's origin is the host that it asks.
  return origin === undefined || origin === new URL(publicUrl).origin || origin === new URL(c.req.url).origin
}

/** In constant time, whatever the lengths. */
function isEqual(left: string, right: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(left), digest(right))
}
