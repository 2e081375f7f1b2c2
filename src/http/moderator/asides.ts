import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { escalate, returnEscalated } from '../../review/escalate.ts'
import { listNotes, writeNote } from '../../review/note.ts'
import { skip } from '../../review/skip.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { ErrorBody } from '../errors.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { CommentView } from './card-schemas.ts'
import { viewNote } from './card-view.ts'
import { viewLooked } from './claimed.ts'
import { viewLoss } from './conflict.ts'
import { deciding, leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewAnswer, NewEscalation, NewNote, NewSkip, Notes } from './review-schemas.ts'
import { DecisionConflict } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const conflict = json(
  DecisionConflict.or(ErrorBody),
  '`lease_lost`: nothing was changed. About a lead who is asked already or not: `escalation_conflict`, a message alone',
)
const errors = errorResponses(...WRITE_ERRORS, ...BODY_ERRORS)

const lookRoute = createRoute({
  method: 'get',
  path: '/comments/{id}',
  tags,
  summary: 'Everything there is to see of one comment, in any status',
  security: [{ session: [] }],
  request: { params },
  responses: { 200: json(CommentView, 'Without a lease'), ...errorResponses(...READ_ERRORS, 'comment_unknown') },
})

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

const notesRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/notes',
  tags,
  summary: 'Write what other moderators should know; it is never changed',
  security,
  request: { params, body: jsonRequest(NewNote) },
  responses: {
    201: json(Notes, 'All notes on the comment; to whoever judges it blind, theirs alone'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'comment_unknown'),
  },
})

/** What is done about a comment beside deciding it. */
export function moderatorAsides(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const middleware = every(reading, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...lookRoute, middleware: reading }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const view = await viewLooked(db, { siteId, moderatorId, commentId, language: c.get('language') })
      if (!view) throw new Refusal('comment_unknown')
      return c.json(view, 200)
    })
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
    .openapi({ ...notesRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const { text } = c.req.valid('json')
      const noteId = uuidv7()
      const note = await writeNote(db, { siteId, commentId, noteId, moderatorId, text })
      if (note.outcome === 'not_found') throw new Refusal('comment_unknown')
      const [view, all] = await Promise.all([
        viewLooked(db, { siteId, moderatorId, commentId, language: c.get('language') }),
        listNotes(db, siteId, commentId),
      ])
      // Whoever judges blind does not read here what others wrote: their card shows no notes, and this one is theirs.
      const shown = (id: string) => id === noteId || view?.notes.some((one) => one.id === id)
      const notes = all.filter(({ id }) => shown(id))
      return c.json({ notes: notes.map(viewNote) }, 201)
    })
}
