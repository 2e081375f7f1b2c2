import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { createInvitation, revokeInvitation } from '../../../storage/invitations.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { Refusal } from '../../refusal.ts'
import { newToken } from '../cookie.ts'
import { having, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from '../guard.ts'
import { viewPeople } from './people-view.ts'
import { Invited, NewInvitation, PeopleView } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]

const inviteRoute = createRoute({
  method: 'post',
  path: '/invitations',
  tags,
  summary: 'Invite somebody by name and role; for admins',
  security,
  request: { body: jsonRequest(NewInvitation) },
  responses: { 201: json(Invited, 'The link to hand over'), ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS) },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/invitations/{id}',
  tags,
  summary: 'Take an invitation back; for admins',
  security,
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: json(PeopleView, 'Everybody as they stand now'),
    ...errorResponses(...WRITE_ERRORS, 'invitation_unknown'),
  },
})

/** Asking people to join the site. */
export function moderatorInvitations(edge: Edge) {
  const { db, publicUrl } = edge
  const changing = every(signedIn(edge), settledPassword, having('change_people'))
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...inviteRoute, middleware: every(changing, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const token = newToken()
      const invitation = { siteId, moderatorId, id: uuidv7(), token, ...c.req.valid('json') }
      await db.transaction().execute((trx) => createInvitation(trx, invitation))
      // What follows the # stays in the browser: neither proxy nor log sees the token.
      const link = new URL(`/console/?site=${siteId}#join=${token}`, publicUrl).href
      return c.json({ link }, 201)
    })
    .openapi({ ...revokeRoute, middleware: changing }, async (c) => {
      const session = c.get('session')
      const { siteId, moderatorId } = session
      const revoked = { siteId, moderatorId, id: c.req.valid('param').id }
      const isRevoked = await db.transaction().execute((trx) => revokeInvitation(trx, revoked))
      if (!isRevoked) throw new Refusal('invitation_unknown')
      return c.json(await viewPeople(edge, session), 200)
    })
}
