import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { loadCard } from '../../review/card.ts'
import { claim } from '../../review/claim.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import { summarize } from '../../review/summary.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json } from '../json-response.ts'
import { viewCard } from './card-view.ts'
import { viewCategories } from './categories.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from './guard.ts'
import { Card, Categories, QueueView } from './schemas.ts'

/** More than anyone skips in a row; the address stays short. */
const SKIPPED_LIMIT = 20

const Skipped = z
  .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.uuid()).max(SKIPPED_LIMIT))
  .optional()
  .openapi({ param: { name: 'skipped', in: 'query' }, description: 'Comments to come only when nothing else is left' })

const tags = ['moderator']
const security = [{ session: [] }]
const writeSecurity = [{ session: [], csrfToken: [] }]
const READ = ['session_required', 'password_change_required', 'too_many_requests'] as const

const queueRoute = createRoute({
  method: 'get',
  path: '/queue',
  tags,
  summary: 'The queue in numbers',
  security,
  responses: { 200: json(QueueView, 'What waits, and what the moderator has decided'), ...errorResponses(...READ) },
})

const categoriesRoute = createRoute({
  method: 'get',
  path: '/categories',
  tags,
  summary: 'Every category, its digit and the notice that the author reads',
  security,
  request: { query: z.object({ lang: z.string().max(40).optional() }) },
  responses: { 200: json(Categories, 'In the order of the taxonomy'), ...errorResponses(...READ) },
})

const claimRoute = createRoute({
  method: 'post',
  path: '/claims',
  tags,
  summary: 'Claim the comment most worth reviewing; one already held is given again',
  security: writeSecurity,
  request: { query: z.object({ skipped: Skipped }) },
  responses: {
    200: json(Card, 'The comment with all its evidence, leased to the moderator'),
    204: { description: 'Nothing is left to claim' },
    ...errorResponses(...READ, 'invalid_request', 'csrf_invalid', 'role_forbidden'),
  },
})

/** What waits, and taking the next. */
export function moderatorQueue(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...queueRoute, middleware: reading }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      return c.json(await summarize(db, siteId, moderatorId), 200)
    })
    .openapi({ ...categoriesRoute, middleware: reading }, (c) =>
      c.json({ categories: viewCategories(c.get('language')) }, 200),
    )
    .openapi({ ...claimRoute, middleware: every(reading, deciding) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { skipped = [] } = c.req.valid('query')
      const claimed = await claim(db, { siteId, moderatorId, seconds: LEASE_SECONDS, skipped })
      if (!claimed) return c.body(null, 204)
      const rows = await loadCard(db, { siteId, commentId: claimed.commentId })
      if (!rows) throw new Error(`claimed comment ${claimed.commentId} has no card`)
      return c.json(viewCard(rows, claimed), 200)
    })
}
