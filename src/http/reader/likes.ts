import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { like, listLiked, unlike } from '../../storage/likes.ts'
import { ensureReader, findReader } from '../../storage/readers.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PRIVATE } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { ArticleKey } from './article-key.ts'
import { type ReaderEnv, SIGNED_ERRORS, seenAs, signedReader, verifiedReader } from './authentication.ts'
import { Liked, Likes } from './schemas.ts'
import { refuseSanctioned } from './standing.ts'
import { takeSlot } from './take-slot.ts'

const request = { params: z.object({ id: z.uuid() }) }

const likeRoute = createRoute({
  method: 'put',
  path: '/comments/{id}/likes',
  tags: ['reader'],
  summary: 'Like a public comment; the same once or often',
  security: [{ readerToken: [] }],
  request,
  responses: {
    200: json(Likes, 'Liked'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      'reader_unverified',
      'guardian_required',
      'reader_sanctioned',
      'comment_unknown',
    ),
  },
})

const unlikeRoute = createRoute({
  method: 'delete',
  path: '/comments/{id}/likes',
  tags: ['reader'],
  summary: 'Take a like back; the same where there is none',
  security: [{ readerToken: [] }],
  request,
  responses: {
    200: json(Likes, 'Not liked'),
    ...errorResponses(...SIGNED_ERRORS, 'reader_unverified', 'guardian_required'),
  },
})

const likedRoute = createRoute({
  method: 'get',
  path: '/me/likes',
  tags: ['reader'],
  summary: 'What the reader likes under an article',
  security: [{ readerToken: [] }],
  request: { query: z.object({ article: ArticleKey }) },
  responses: { 200: json(Liked, 'Nobody else sees these answers'), ...errorResponses(...SIGNED_ERRORS) },
})

/** Readers' likes. */
export function readerLikes(edge: Edge) {
  const { db, now } = edge
  const signed = signedReader(edge)
  const verified = every(signed, verifiedReader)
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...likeRoute, middleware: verified }, async (c) => {
      const siteId = c.get('site').id
      const reader = c.get('reader')
      const known = await findReader(db, siteId, reader.identity)
      await refuseSanctioned(db, { siteId, reader: known, person: reader.person, at: now() })
      await takeSlot(edge, reader, 'like')
      const commentId = c.req.valid('param').id
      const likes = await db.transaction().execute(async (trx) => {
        const { id } = await ensureReader(trx, seenAs(siteId, reader))
        const liked = await like(trx, { siteId, commentId, readerId: id, at: now() })
        // Refused within, so that nothing of it is stored, the reader neither.
        if (liked.outcome === 'not_public') throw new Refusal('comment_unknown')
        return liked.likes
      })
      return c.json({ likes, isLiked: true }, 200, PRIVATE)
    })
    .openapi({ ...unlikeRoute, middleware: verified }, async (c) => {
      const siteId = c.get('site').id
      const commentId = c.req.valid('param').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      const likes = reader
        ? await db.transaction().execute((trx) => unlike(trx, { siteId, commentId, readerId: reader.id }))
        : 0
      return c.json({ likes, isLiked: false }, 200, PRIVATE)
    })
    .openapi({ ...likedRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const articleId = c.req.valid('query').article
      const reader = await findReader(db, siteId, c.get('reader').identity)
      const comments = reader ? await listLiked(db, { siteId, readerId: reader.id, articleId }) : []
      return c.json({ comments: [...comments] }, 200, PRIVATE)
    })
}
