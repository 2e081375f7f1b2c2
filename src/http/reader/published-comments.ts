import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { compress } from 'hono/compress'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { countPublished, listReplies } from '../../storage/published-comments.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PUBLIC } from '../json-response.ts'
import type { SiteEnv } from '../site-of-request.ts'
import { ArticleKey, ArticleParams } from './article-key.ts'
import { readyCommentPage } from './comment-page.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { toPublicComment } from './public-comment-view.ts'
import { answerPage } from './ready-page.ts'
import { CommentPage, Counts, ReplyPage } from './schemas.ts'

const PAGE_LIMIT = 50
const COUNTS_LIMIT = 50

const listRoute = createRoute({
  method: 'get',
  path: '/articles/{article}/comments',
  tags: ['reader'],
  summary: 'The published comments of an article, by threads',
  description:
    'First comments; the replies of each are read by themselves. `hot` weighs likes and replies against age: each doubling ' +
    'is worth six hours.',
  request: {
    params: ArticleParams,
    query: z.object({
      sort: z.enum(['newest', 'oldest', 'hot']).default('newest'),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(20),
    }),
  },
  responses: {
    200: json(CommentPage, 'One page; an article that nobody has commented on is an empty one'),
    304: { description: 'The same as the `ETag` of `If-None-Match`' },
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

const repliesRoute = createRoute({
  method: 'get',
  path: '/comments/{id}/replies',
  tags: ['reader'],
  summary: 'The public replies of a thread, the first published first',
  request: {
    params: z.object({ id: z.uuid() }),
    query: z.object({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(20),
    }),
  },
  responses: {
    200: json(ReplyPage, 'One page; empty for what has no replies'),
    304: { description: 'The same as the `ETag` of `If-None-Match`' },
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

const countRoute = createRoute({
  method: 'get',
  path: '/counts',
  tags: ['reader'],
  summary: 'How many published comments articles have',
  request: {
    query: z.object({
      article: z.preprocess(
        (value) => (typeof value === 'string' ? [value] : value),
        z.array(ArticleKey).min(1).max(COUNTS_LIMIT),
      ),
    }),
  },
  responses: {
    200: json(Counts, 'A number for each article asked for'),
    304: { description: 'The same as the `ETag` of `If-None-Match`' },
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

const revalidated = etag({
  retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin', 'access-control-expose-headers'],
})

/** What everyone may read: published comments only, whoever asks. */
export function publishedComments(edge: Edge) {
  const { db } = edge
  return new OpenAPIHono<SiteEnv>()
    .openapi(listRoute, async (c) => {
      const { article: articleId } = c.req.valid('param')
      const { sort, cursor: given, limit } = c.req.valid('query')
      const cursor = given === undefined ? null : decodeCursor(given, sort)
      const wanted = { site: c.get('site'), articleId, sort, cursor, limit, language: c.get('language') }
      const isSigned = c.req.header('authorization') !== undefined
      return answerPage(c, await readyCommentPage(edge, wanted, isSigned))
    })
    .openapi({ ...repliesRoute, middleware: every(compress(), revalidated) }, async (c) => {
      const { cursor, limit } = c.req.valid('query')
      const place = cursor === undefined ? null : decodeCursor(cursor, 'oldest')
      const thread = { siteId: c.get('site').id, threadId: c.req.valid('param').id }
      const { comments, next } = await listReplies(db, { ...thread, cursor: place, limit })
      const replies = comments.map((comment) => toPublicComment(comment, c.get('language')))
      c.header('Vary', 'Accept-Language', { append: true })
      return c.json({ replies, nextCursor: next && encodeCursor(next) }, 200, PUBLIC)
    })
    .openapi({ ...countRoute, middleware: revalidated }, async (c) => {
      const counts = await countPublished(db, c.get('site').id, [...new Set(c.req.valid('query').article)])
      return c.json({ counts: Object.fromEntries(counts) }, 200, PUBLIC)
    })
}
