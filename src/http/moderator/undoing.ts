import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { mayDo } from '../../moderation/rights.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import { undo } from '../../review/undo.ts'
import { findDecisionInForce } from '../../storage/decisions.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { viewClaimed } from './claimed.ts'
import { viewDecision, viewNotUndoable } from './conflict.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewUndo, UndoView } from './review-schemas.ts'
import { DecisionConflict } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const errors = errorResponses(...BODY_ERRORS, ...WRITE_ERRORS)

const undoRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/undo',
  tags,
  summary: 'Take a decision back: within 10 seconds who made it, at any time a lead',
  security,
  request: { params, body: jsonRequest(NewUndo) },
  responses: {
    200: json(UndoView, 'The comment stands as before'),
    409: json(DecisionConflict, '`not_undoable`: why not; nothing was changed'),
    ...errors,
  },
})

/** Taking a decision back. */
export function moderatorUndoing(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>().openapi({ ...undoRoute, middleware }, async (c) => {
    const { siteId, moderatorId, role } = c.get('session')
    const language = c.get('language')
    const key = { siteId, commentId: c.req.valid('param').id }
    const isLead = mayDo(role, 'lead')
    const undoing = { ...key, ...c.req.valid('json'), moderatorId, isLead, seconds: LEASE_SECONDS }
    const undone = await undo(db, undoing)
    if (undone.outcome !== 'undone') return c.json(viewNotUndoable(undone, language), 409)
    const decision = await findDecisionInForce(db, siteId, key.commentId)
    const { status, lease } = undone
    return c.json(
      {
        status,
        decision: decision ? viewDecision(decision, language) : null,
        card: lease && (await viewClaimed(db, { siteId, moderatorId, language }, lease)),
      },
      200,
    )
  })
}
