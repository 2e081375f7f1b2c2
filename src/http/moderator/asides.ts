import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { escalate, returnEscalated } from '../../review/escalate.ts'
import { skip } from '../../review/skip.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { ErrorBody } from '../errors.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { viewLoss } from './conflict.ts'
import { deciding, leading, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewAnswer, NewEscalation, NewSkip } from './review-schemas.ts'
import { DecisionConflict } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const conflict = json(
  DecisionConflict.or(ErrorBody),
  '`lease_lost`: nothing was changed. About a lead who is asked already or not: `escalation_conflict`, a message alone',
)
const errors = errorResponses(...WRITE_ERRORS, ...BODY_ERRORS)

const skipRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/skips',
  tags,
  summary: 'Leave a comment to another; it comes again only when nothing else is left',
  security,
  request: { params, body: jsonRequest(NewSkip) },
  responses: { 204: { description: 'Given back' }, 409: conflict, ...errors },
})

const escalateRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/escalations',
  tags,
  summary: 'Ask a lead; until one has decided or answered, nobody else gets the comment',
  security,
  request: { params, body: jsonRequest(NewEscalation) },
  responses: { 204: { description: 'Given to the leads' }, 409: conflict, ...errors },
})

const answerRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/answers',
  tags,
  summary: 'Answer what a moderator asked, and give the comment back to where it waited; for leads and admins',
  security,
  request: { params, body: jsonRequest(NewAnswer) },
  responses: { 204: { description: 'Given back with the answer' }, 409: conflict, ...errors },
})

/** What is done about a comment beside deciding it. */
export function moderatorAsides(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const middleware = every(reading, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...skipRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const skipped = await skip(db, { siteId, commentId, moderatorId, ...c.req.valid('json') })
      if (skipped.outcome === 'lease_lost') return c.json(viewLoss(skipped, c.get('language')), 409)
      return c.body(null, 204)
    })
    .openapi({ ...escalateRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const lease = { siteId, commentId: c.req.valid('param').id, moderatorId, ...c.req.valid('json') }
      const escalated = await escalate(db, { ...lease, escalationId: uuidv7() })
      if (escalated.outcome === 'already_escalated') throw new Refusal('escalation_conflict')
      if (escalated.outcome === 'lease_lost') return c.json(viewLoss(escalated, c.get('language')), 409)
      return c.body(null, 204)
    })
    .openapi({ ...answerRoute, middleware: every(reading, leading, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const returned = await returnEscalated(db, { siteId, commentId, moderatorId, ...c.req.valid('json') })
      if (returned.outcome === 'not_escalated') throw new Refusal('escalation_conflict')
      if (returned.outcome === 'lease_lost') return c.json(viewLoss(returned, c.get('language')), 409)
      return c.body(null, 204)
    })
}
