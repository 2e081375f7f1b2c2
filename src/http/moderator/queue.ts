import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { QUEUE_POLICY, QUEUES, type Queue } from '../../moderation/queue.ts'
import { loadCard } from '../../review/card.ts'
import { claim } from '../../review/claim.ts'
import { type Claimed, LEASE_SECONDS } from '../../review/lease.ts'
import { summarize } from '../../review/summary.ts'
import type { Db } from '../../storage/database.ts'
import type { Role } from '../../storage/schema.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { viewCard } from './card-view.ts'
import { viewCategories } from './categories.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from './guard.ts'
import { type Card, Cards, Categories, NewClaim, QueueView } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [] }]
const writeSecurity = [{ session: [], csrfToken: [] }]
const READ = ['session_required', 'password_change_required', 'too_many_requests'] as const
const BODY = ['invalid_json', 'invalid_encoding', 'body_too_large', 'unsupported_media_type'] as const

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
  summary: 'Claim the comments whose turn it is, in one queue or among all; those already held are given again',
  security: writeSecurity,
  request: { body: jsonRequest(NewClaim) },
  responses: {
    200: json(Cards, 'The comments with all their evidence, leased to the moderator; none when nothing is left'),
    ...errorResponses(...READ, ...BODY, 'csrf_invalid', 'role_forbidden'),
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
    .openapi({ ...claimRoute, middleware: every(reading, deciding, jsonBody) }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const { queue, count = 1, have = [] } = c.req.valid('json')
      const queues = queuesFor(role, queue)
      const claimed = await claim(db, { siteId, moderatorId, seconds: LEASE_SECONDS, queues, count })
      const wanted = claimed.filter(({ commentId }) => !have.includes(commentId))
      return c.json({ cards: await viewClaimed(db, siteId, wanted) }, 200)
    })
}

/** Refuses a queue that is for leads to everyone else, and leaves it out of all. */
function queuesFor(role: Role, asked: Queue | undefined): readonly Queue[] {
  const isLead = role === 'lead' || role === 'admin'
  const open = QUEUES.filter((queue) => isLead || !QUEUE_POLICY[queue].isForLeads)
  if (asked === undefined) return open
  if (!open.includes(asked)) throw new Refusal('role_forbidden')
  return [asked]
}

async function viewClaimed(db: Db, siteId: string, claimed: readonly Claimed[]): Promise<Card[]> {
  return Promise.all(
    claimed.map(async (lease) => {
      const rows = await loadCard(db, { siteId, commentId: lease.commentId })
      if (!rows) throw new Error(`claimed comment ${lease.commentId} has no card`)
      return viewCard(rows, lease)
    }),
  )
}
