import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { findModeratorByUsername, setPassword } from '../../storage/moderators.ts'
import { createSession, deleteSession, findSession, type Session } from '../../storage/sessions.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal, tooManyRequests } from '../refusal.ts'
import { siteOfConsole } from '../site-of-request.ts'
import { clearSessionCookie, newToken, writeSessionCookie } from './cookie.ts'
import { type ModeratorEnv, ownPagesOnly, signedIn } from './guard.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { NewPassword, SessionView, SignIn } from './schemas.ts'
import { checkCredentials } from './sign-in.ts'

const SiteId = z
  .string()
  .max(40)
  .optional()
  .openapi({ description: 'Where the service has several sites and the origin does not tell which' })

const tags = ['moderator']
const security = [{ session: [] }]
const writeSecurity = [{ session: [], csrfToken: [] }]
const BODY = ['invalid_json', 'invalid_encoding', 'body_too_large', 'unsupported_media_type', 'csrf_invalid'] as const
const view = json(SessionView, 'Who is signed in')

const signInRoute = createRoute({
  method: 'post',
  path: '/session',
  tags,
  summary: 'Sign in',
  request: { query: z.object({ site: SiteId }), body: jsonRequest(SignIn) },
  responses: { 200: view, ...errorResponses(...BODY, 'credentials_invalid', 'account_locked', 'too_many_requests') },
})

const whoRoute = createRoute({
  method: 'get',
  path: '/session',
  tags,
  summary: 'Who is signed in',
  security,
  responses: { 200: view, ...errorResponses('session_required', 'too_many_requests') },
})

const signOutRoute = createRoute({
  method: 'delete',
  path: '/session',
  tags,
  summary: 'Sign out',
  security: writeSecurity,
  responses: {
    204: { description: 'Signed out' },
    ...errorResponses('session_required', 'csrf_invalid', 'too_many_requests'),
  },
})

const passwordRoute = createRoute({
  method: 'post',
  path: '/password',
  tags,
  summary: 'Choose a new password; every other session of the moderator ends',
  security: writeSecurity,
  request: { body: jsonRequest(NewPassword) },
  responses: { 200: view, ...errorResponses(...BODY, 'session_required', 'password_weak', 'too_many_requests') },
})

/** Signing in and out. The only part that a one-time password opens. */
export function moderatorSession(edge: Edge) {
  const { db, isHttps, pacing } = edge
  const guard = signedIn(edge)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...signInRoute, middleware: every(ownPagesOnly(edge), jsonBody) }, async (c) => {
      const wait = await pacing.signIn(addressGroup(clientAddress(c, edge.trustedProxies)))
      if (wait !== undefined) throw tooManyRequests(wait)
      const site = siteOfConsole(await edge.sites.all(), c.req.valid('query').site, c.req.header('origin'))
      const { id: moderatorId } = await checkCredentials(edge, { siteId: site.id, ...c.req.valid('json') })
      const token = newToken()
      await createSession(db, { siteId: site.id, moderatorId, token, csrfToken: newToken() })
      writeSessionCookie(c, token, isHttps)
      return c.json(viewSession(await reread(edge, token)), 200)
    })
    .openapi({ ...whoRoute, middleware: guard }, (c) => c.json(viewSession(c.get('session')), 200))
    .openapi({ ...signOutRoute, middleware: guard }, async (c) => {
      await deleteSession(db, c.get('sessionToken'))
      clearSessionCookie(c, isHttps)
      return c.body(null, 204)
    })
    .openapi({ ...passwordRoute, middleware: every(guard, jsonBody) }, async (c) => {
      const sessionToken = c.get('sessionToken')
      await replacePassword(edge, c.get('session'), { password: c.req.valid('json').password, sessionToken })
      return c.json(viewSession(await reread(edge, sessionToken)), 200)
    })
}

interface Replacement {
  readonly password: string
  readonly sessionToken: string
}

async function replacePassword({ db }: Edge, session: Session, { password, sessionToken }: Replacement): Promise<void> {
  const { siteId, moderatorId, username } = session
  const moderator = await findModeratorByUsername(db, siteId, username)
  if (!moderator) throw new Refusal('session_required')
  await checkNewPassword(password, { username, currentHash: moderator.password_hash })
  const passwordHash = await hashPassword(password)
  await db.transaction().execute((trx) => setPassword(trx, { siteId, moderatorId, passwordHash, sessionToken }))
}

/** The session as stored; gone only if an administrator ended it in this very moment. */
async function reread({ db }: Edge, token: string): Promise<Session> {
  const session = await findSession(db, token)
  if (!session) throw new Refusal('session_required')
  return session
}

function viewSession(session: Session): SessionView {
  const { moderatorId: id, username, displayName, role } = session
  return {
    moderator: { id, username, displayName, role },
    site: { id: session.siteId, name: session.siteName },
    csrfToken: session.csrfToken,
    passwordChangeRequired: session.isPasswordExpired,
  }
}
