import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { findPublished } from '../../storage/published-comments.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PUBLIC } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import type { SiteEnv } from '../site-of-request.ts'
import { encodeCursor } from './cursor.ts'
import { toPublicComment } from './public-comment-view.ts'
import { Permalink } from './schemas.ts'

/** After every id that was published at the same moment. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const route = createRoute({
  method: 'get',
  path: '/comments/{id}',
  tags: ['reader'],
  summary: 'One public comment, and where it stands',
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: json(Permalink, 'The comment, with the page of the list that begins with its thread'),
    ...errorResponses('origin_not_allowed', 'too_many_requests', 'comment_unknown'),
  },
})

/** Where links to single comments lead. */
export function permalinks({ db }: Edge) {
  return new OpenAPIHono<SiteEnv>().openapi(route, async (c) => {
    const siteId = c.get('site').id
    const comment = await findPublished(db, siteId, c.req.valid('param').id)
    const first = comment?.threadId ? await findPublished(db, siteId, comment.threadId) : comment
    if (!comment || !first) throw new Refusal('comment_unknown')
    const cursor = encodeCursor({ key: first.publishedAt, id: LAST_ID })
    return c.json({ comment: toPublicComment(comment, c.get('language')), cursor }, 200, {
      ...PUBLIC,
    })
  })
}
