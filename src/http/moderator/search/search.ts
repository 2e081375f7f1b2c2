import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { siteDay } from '../../../moderation/time-zone.ts'
import { countComments, type FoundComment, findComments } from '../../../storage/search/find-comments.ts'
import { detectScript } from '../../../text/script.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { decodePlace, encodePlace } from '../../reader/cursor.ts'
import { type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { EXPORT_LIMIT, exportComments } from './export.ts'
import { readFilters } from './read-filters.ts'
import { type FoundCommentView, SearchFilters, SearchPage, SearchQuery } from './search-schemas.ts'

const tags = ['moderator']
const security = [{ session: [] }]
const errors = errorResponses(
  'session_required',
  'password_change_required',
  'second_factor_required',
  'role_forbidden',
  'too_many_requests',
)

const searchRoute = createRoute({
  method: 'get',
  path: '/comments',
  tags,
  summary: 'Search the comments of the site, in any status',
  security,
  request: { query: SearchQuery },
  responses: { 200: json(SearchPage, 'One page, newest first'), ...errors },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/comments.csv',
  tags,
  summary: `The same as a table, at most ${EXPORT_LIMIT} comments`,
  security,
  request: { query: SearchFilters },
  responses: {
    200: {
      description: 'UTF-8 with a byte order mark; no cell is a formula',
      content: { 'text/csv': { schema: z.string() } },
    },
    ...errors,
  },
})

/** Finding comments by what they say, whose they are and what became of them; for whoever may read. */
export function moderatorSearch(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...searchRoute, middleware }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const { cursor, limit, ...asked } = c.req.valid('query')
      const place = cursor === undefined ? null : decodePlace(cursor)
      const search = { siteId, filters: await readFilters(db, { siteId, moderatorId, role }, asked) }
      const after = place && { createdAt: place.at, id: place.id }
      const found = await findComments(db, search, { after, limit: limit + 1 })
      const comments = found.slice(0, limit)
      const last = found.length > limit ? comments.at(-1) : undefined
      const nextCursor = last ? encodePlace({ at: last.createdAt, id: last.id }) : null
      const counted = last && !after ? await countComments(db, search) : { count: comments.length, isAtLeast: false }
      return c.json({ comments: comments.map(viewFound), total: after ? null : counted, nextCursor }, 200)
    })
    .openapi({ ...exportRoute, middleware }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const filters = await readFilters(db, { siteId, moderatorId, role }, c.req.valid('query'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="comments-${siteId}-${siteDay(edge.now())}.csv"`)
      return c.body(exportComments(db, { siteId, filters, language: c.get('language') }), 200)
    })
}

function viewFound(found: FoundComment): FoundCommentView {
  const { readerId, authorName, articleId, articleTitle, createdAt, decision, queues, ...rest } = found
  return {
    ...rest,
    lang: detectScript(found.text),
    createdAt: createdAt.toISOString(),
    author: { id: readerId, name: authorName },
    article: { id: articleId, title: articleTitle },
    decision: decision && {
      kind: decision.kind,
      at: new Date(decision.at).toISOString(),
      by: decision.by ?? 'policy',
    },
    queues: [...queues],
  }
}
