import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { listNotes, writeNote } from '../../review/note.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { CommentView } from './card-schemas.ts'
import { viewNote } from './card-view.ts'
import { viewLooked } from './claimed.ts'
import { deciding, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewNote, Notes } from './review-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })

const lookRoute = createRoute({
  method: 'get',
  path: '/comments/{id}',
  tags,
  summary: 'Everything there is to see of one comment, in any status',
  security: [{ session: [] }],
  request: { params },
  responses: { 200: json(CommentView, 'Without a lease'), ...errorResponses(...READ_ERRORS, 'comment_unknown') },
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

/** Looking at a comment without a lease, and writing what others should know of it. */
export function moderatorLooking(edge: Edge) {
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
