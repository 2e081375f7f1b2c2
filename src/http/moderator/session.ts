import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { signOut } from '../../storage/shut-out.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { tooManyRequests } from '../refusal.ts'
import { siteOfConsole } from '../site-of-request.ts'
import { clearSessionCookie } from './cookie.ts'
import { type ModeratorEnv, ownPagesOnly, signedIn } from './guard.ts'
import { openSession, viewSession } from './open-session.ts'
import { placesOf } from './places.ts'
import { SessionView, SignIn } from './schemas.ts'
import { checkCredentials } from './sign-in.ts'

const SiteId = z
  .string()
  .max(40)
  .optional()
  .openapi({ description: 'Where the service has several sites and the origin does not tell which' })

const tags = ['moderator']
const security = [{ session: [] }]
const writeSecurity = [{ session: [], csrfToken: [] }]
const BODY = [...BODY_ERRORS, 'csrf_invalid'] as const
const view = json(SessionView, 'Who is signed in')

const signInRoute = createRoute({
  method: 'post',
  path: '/session',
  tags,
  summary: 'Sign in; with a second factor in two steps, the second with a code',
  request: { query: z.object({ site: SiteId }), body: jsonRequest(SignIn) },
  responses: {
    200: view,
    ...errorResponses(...BODY, 'credentials_invalid', 'code_required', 'account_locked', 'too_many_requests'),
  },
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

/** Signing in and out. */
export function moderatorSession(edge: Edge) {
  const { db, isHttps, pacing } = edge
  const guard = signedIn(edge)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...signInRoute, middleware: every(ownPagesOnly(edge), jsonBody) }, async (c) => {
      const wait = await pacing.signIn(addressGroup(clientAddress(c, edge.trustedProxies)))
      if (wait !== undefined) throw tooManyRequests(wait)
      const site = siteOfConsole(await edge.sites.all(), c.req.valid('query').site, c.req.header('origin'))
      const tried = { siteId: site.id, places: placesOf(edge, c), ...c.req.valid('json') }
      const { id: moderatorId } = await checkCredentials(edge, tried)
      return c.json(await openSession(edge, c, { siteId: site.id, moderatorId }), 200)
    })
    .openapi({ ...whoRoute, middleware: guard }, (c) => c.json(viewSession(c.get('session')), 200))
    .openapi({ ...signOutRoute, middleware: guard }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const ended = { siteId, moderatorId, token: c.get('sessionToken') }
      await db.transaction().execute((trx) => signOut(trx, ended))
      clearSessionCookie(c, isHttps)
      return c.body(null, 204)
    })
}
