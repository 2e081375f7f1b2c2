import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { words } from '../../moderation/language.ts'
import { mayDo } from '../../moderation/rights.ts'
import { LEASE_SECONDS, LEASES_HELD } from '../../review/lease.ts'
import { open } from '../../review/open.ts'
import { release } from '../../review/release.ts'
import { renew } from '../../review/renew.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { ErrorBody } from '../errors.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { Card } from './card-schemas.ts'
import { viewClaimed, viewTraining } from './claimed.ts'
import { viewLoss, viewTaken } from './conflict.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { viewRenewed } from './many-leases.ts'
import { DecisionConflict, Lease, LeaseToken as Token } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const conflict = json(DecisionConflict, '`lease_lost`: who holds it, or why nobody does; nothing was changed')
const errors = errorResponses(...WRITE_ERRORS, ...BODY_ERRORS)

const openRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/claims',
  tags,
  summary: 'Claim one comment by its id, in any status',
  security,
  request: { params },
  responses: {
    200: json(Card, 'Leased to the moderator'),
    409: json(
      DecisionConflict.or(ErrorBody),
      '`lease_lost`: who holds it; nothing was changed. `too_many_leases`, a message alone: the desk is full',
    ),
    ...errorResponses(...WRITE_ERRORS, 'comment_unknown'),
  },
})

const renewRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/lease',
  tags,
  summary: 'Renew a lease that still holds',
  security,
  request: { params, body: jsonRequest(Token) },
  responses: { 200: json(Lease, 'The whole term again'), 409: conflict, ...errors },
})

const releaseRoute = createRoute({
  method: 'delete',
  path: '/comments/{id}/lease',
  tags,
  summary: 'Give a comment back to its old place in the queue',
  security,
  request: { params, body: jsonRequest(Token) },
  responses: { 204: { description: 'Given back' }, 409: conflict, ...errors },
})

/** Holding a comment, and giving it back. */
export function moderatorLeases(edge: Edge) {
  const { db } = edge
  const may = every(signedIn(edge), settledPassword, deciding)
  const middleware = every(may, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...openRoute, middleware: may }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const language = c.get('language')
      const wanted = { siteId, commentId: c.req.valid('param').id, moderatorId, seconds: LEASE_SECONDS }
      const opened = await open(db, { ...wanted, isLead: mayDo(role, 'lead') })
      switch (opened.outcome) {
        case 'opened':
          return c.json(await viewClaimed(db, { siteId, moderatorId, language }, opened.lease), 200)
        case 'opened_training':
          return c.json(await viewTraining(db, { siteId, moderatorId, language }, opened.lease), 200)
        case 'taken':
          return c.json(viewTaken(opened.holder, language), 409)
        case 'not_found':
          throw new Refusal('comment_unknown')
        case 'not_for_them':
          throw new Refusal('role_forbidden', { message: NOT_FOR_THEM })
        case 'too_many':
          throw new Refusal('too_many_leases', { parameters: { limit: LEASES_HELD } })
        default:
          return opened satisfies never
      }
    })
    .openapi({ ...renewRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const lease = { siteId, commentId: c.req.valid('param').id, moderatorId, ...c.req.valid('json') }
      const renewed = await renew(db, { ...lease, seconds: LEASE_SECONDS })
      if (renewed.outcome === 'lease_lost') return c.json(viewLoss(renewed, c.get('language')), 409)
      return c.json(viewRenewed(renewed, lease.leaseToken), 200)
    })
    .openapi({ ...releaseRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const released = await release(db, { siteId, commentId, moderatorId, ...c.req.valid('json') })
      if (released.outcome === 'lease_lost') return c.json(viewLoss(released, c.get('language')), 409)
      return c.body(null, 204)
    })
}

const NOT_FOR_THEM = words(
  '這條要由別人來看：它正等負責人，或是對你先前的裁決提出的申訴或複核。',
  'This one is for somebody else: it waits for a lead, or asks about a decision that you made.',
)
