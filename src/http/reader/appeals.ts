import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { REVIEW_POLICY } from '../../moderation/review-policy.ts'
import { makeAppeal } from '../../storage/appeals.ts'
import { findReader } from '../../storage/readers.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { secureRandom } from '../secure-random.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader } from './authentication.ts'
import { viewAppeal } from './own-comment-view.ts'
import { Appeal, NewAppeal } from './schemas.ts'
import { takeSlot } from './take-slot.ts'

const route = createRoute({
  method: 'post',
  path: '/comments/{id}/appeals',
  tags: ['reader'],
  summary: "Ask to reconsider why one's own comment was rejected or removed",
  description:
    `Once for each decision, within ${REVIEW_POLICY.appealDays} days of it. A moderator who has not judged the comment ` +
    'before looks at it. What became of it stands in `appeal` of `GET /v1/me/comments`.',
  security: [{ readerToken: [] }],
  request: { params: z.object({ id: z.uuid() }), body: jsonRequest(NewAppeal) },
  responses: {
    201: json(Appeal, 'Recorded, with a number and the time until which an answer is promised'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'comment_unknown',
      'not_appealable',
      'already_appealed',
      'appeal_too_late',
    ),
  },
})

/** Where an author asks to reconsider. */
export function readerAppeals(edge: Edge) {
  const { db } = edge
  return new OpenAPIHono<ReaderEnv>().openapi(
    { ...route, middleware: every(signedReader(edge), jsonBody) },
    async (c) => {
      await takeSlot(edge, c.get('reader'), 'report')
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      if (!reader) throw new Refusal('comment_unknown')
      const days = REVIEW_POLICY.appealDays
      const wanted = {
        siteId,
        commentId: c.req.valid('param').id,
        readerId: reader.id,
        appealId: uuidv7(),
        ...c.req.valid('json'),
        days,
        random: secureRandom,
      }
      const appealed = await db.transaction().execute((trx) => makeAppeal(trx, wanted))
      switch (appealed.outcome) {
        case 'appealed':
          return c.json(viewAppeal(appealed.appeal, c.get('language')), 201, PRIVATE)
        case 'not_found':
          throw new Refusal('comment_unknown')
        case 'not_appealable':
        case 'already_appealed':
          throw new Refusal(appealed.outcome)
        case 'too_late':
          throw new Refusal('appeal_too_late', { parameters: { days } })
        default:
          return appealed satisfies never
      }
    },
  )
}
