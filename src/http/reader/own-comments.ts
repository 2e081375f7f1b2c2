import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { SANCTIONS } from '../../moderation/sanction.ts'
import { findAppeals } from '../../storage/appeals.ts'
import { listOwn } from '../../storage/own-comments.ts'
import { findReader } from '../../storage/readers.ts'
import { listInForce } from '../../storage/sanctions.ts'
import { withdrawComment } from '../../storage/withdraw-comment.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PRIVATE } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { ArticleKey } from './article-key.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader } from './authentication.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import { viewOwnComment } from './own-comment-view.ts'
import { viewOwnSanction } from './own-sanction-view.ts'
import { findPlaces } from './queue-place.ts'
import { OwnCommentPage } from './schemas.ts'

const PAGE_LIMIT = 50

const listRoute = createRoute({
  method: 'get',
  path: '/me/comments',
  tags: ['reader'],
  summary: "The reader's own comments, in every status, newest first",
  security: [{ readerToken: [] }],
  request: {
    query: z.object({
      article: ArticleKey.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(20),
    }),
  },
  responses: {
    200: json(OwnCommentPage, 'Nobody else sees these answers, and no cache keeps them'),
    ...errorResponses(...SIGNED_ERRORS),
  },
})

const withdrawRoute = createRoute({
  method: 'delete',
  path: '/comments/{id}',
  tags: ['reader'],
  summary: "Withdraw one's own held or published comment",
  security: [{ readerToken: [] }],
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    204: { description: 'Withdrawn: nobody sees it any more' },
    ...errorResponses(...SIGNED_ERRORS, 'comment_unknown', 'not_withdrawable'),
  },
})

/** What a reader sees and does of their own. */
export function ownComments(edge: Edge) {
  const { db, now } = edge
  const signed = signedReader(edge)
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...listRoute, middleware: signed }, async (c) => {
      const { article: articleId, cursor, limit } = c.req.valid('query')
      const place = cursor === undefined ? null : decodePlace(cursor)
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      const { comments: owned, next } = reader
        ? await listOwn(db, { siteId, readerId: reader.id, articleId, cursor: place, limit })
        : NOTHING
      const [places, appeals, sanctions] = await Promise.all([
        findPlaces(edge, siteId, owned),
        findAppeals(
          db,
          siteId,
          owned.map(({ id }) => id),
        ),
        listInForce(db, { siteId, readerId: reader?.id, person: c.get('reader').person, at: now() }, SANCTIONS),
      ])
      const comments = owned.map((comment) =>
        viewOwnComment(
          {
            ...comment,
            screening: { category: comment.suspectedCategory, evidence: comment.evidence },
            place: places.get(comment.id) ?? null,
            appeal: appeals.get(comment.id) ?? null,
            decision: comment.decision && { ...comment.decision, isByPolicy: comment.decision.moderator === null },
          },
          c.get('language'),
        ),
      )
      const told = sanctions.map((sanction) => viewOwnSanction(sanction, c.get('language')))
      const nextCursor = next && encodePlace(next)
      return c.json({ comments, sanctions: told, nextCursor }, 200, PRIVATE)
    })
    .openapi({ ...withdrawRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      if (!reader) throw new Refusal('comment_unknown')
      const withdrawal = { siteId, commentId: c.req.valid('param').id, readerId: reader.id, at: now() }
      const { outcome } = await db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
      switch (outcome) {
        case 'withdrawn':
          return c.body(null, 204)
        case 'not_found':
          throw new Refusal('comment_unknown')
        case 'not_withdrawable':
          throw new Refusal(outcome)
        default:
          return outcome satisfies never
      }
    })
}

const NOTHING = { comments: [], next: null }
