import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { v7 as uuidv7 } from 'uuid'
import { acceptInvitation, findOpenInvitation } from '../../../storage/invitations.ts'
import { addressGroup, clientAddress } from '../../address.ts'
import type { Edge, HttpEnv } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { Refusal, tooManyRequests } from '../../refusal.ts'
import { ownPagesOnly } from '../guard.ts'
import { openSession } from '../open-session.ts'
import { checkNewPassword, hashPassword } from '../password.ts'
import { SessionView } from '../schemas.ts'
import { InvitationToken, NewMember, OpenInvitation } from './schemas.ts'

const tags = ['moderator']
const BODY = [...BODY_ERRORS, 'csrf_invalid'] as const
const errors = ['invitation_unknown', 'too_many_requests'] as const

const lookRoute = createRoute({
  method: 'post',
  path: '/joinings/invitation',
  tags,
  summary: 'What an invitation offers; its token travels in the body, so that no log keeps it',
  request: { body: jsonRequest(InvitationToken) },
  responses: { 200: json(OpenInvitation, 'It may be accepted'), ...errorResponses(...BODY, ...errors) },
})

const joinRoute = createRoute({
  method: 'post',
  path: '/joinings',
  tags,
  summary: 'Accept an invitation, once; signs in',
  request: { body: jsonRequest(NewMember) },
  responses: {
    201: json(SessionView, 'Joined and signed in'),
    ...errorResponses(...BODY, ...errors, 'password_weak', 'username_taken'),
  },
})

/** For whoever holds the link of an invitation and has no account yet. */
export function moderatorJoining(edge: Edge) {
  const { db } = edge
  const middleware = every(ownPagesOnly(edge), paced(edge), jsonBody)
  return new OpenAPIHono<HttpEnv>()
    .openapi({ ...lookRoute, middleware }, async (c) => {
      const invitation = await findOpenInvitation(db, c.req.valid('json').token)
      if (!invitation) throw new Refusal('invitation_unknown')
      const { displayName, role, invitedBy, expiresAt } = invitation
      const site = { id: invitation.siteId, name: invitation.siteName }
      return c.json({ site, displayName, role, invitedBy, expiresAt: expiresAt.toISOString() }, 200)
    })
    .openapi({ ...joinRoute, middleware }, async (c) => {
      const { password, ...wanted } = c.req.valid('json')
      // Whoever holds no invitation gets no work out of the hash.
      if (!(await findOpenInvitation(db, wanted.token))) throw new Refusal('invitation_unknown')
      await checkNewPassword(password, wanted)
      const moderatorId = uuidv7()
      const passwordHash = await hashPassword(password)
      const joined = await acceptInvitation(db, { ...wanted, moderatorId, passwordHash })
      if (joined.outcome === 'not_open') throw new Refusal('invitation_unknown')
      if (joined.outcome === 'username_taken') throw new Refusal('username_taken')
      return c.json(await openSession(edge, c, { siteId: joined.siteId, moderatorId }), 201)
    })
}

/** As signing in: a token is 256 bits, but hashing a password is work. */
function paced({ pacing, trustedProxies }: Edge) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const wait = await pacing.signIn(addressGroup(clientAddress(c, trustedProxies)))
    if (wait !== undefined) throw tooManyRequests(wait)
    await next()
  })
}
