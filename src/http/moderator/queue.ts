import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import type { Role } from '../../moderation/rights.ts'
import { claim } from '../../review/claim.ts'
import { countDecidedToday } from '../../review/decided-today.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import { countQueues, type QueueCount } from '../../review/queue-counts.ts'
import { offerTraining } from '../../review/training.ts'
import { listTemplates } from '../../storage/templates.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Cards } from './card-schemas.ts'
import { viewCategories } from './categories.ts'
import { viewClaimed, viewTraining } from './claimed.ts'
import { deciding, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from './guard.ts'
import { queuesShownTo, queuesToClaim } from './queues-for.ts'
import { NewClaim } from './review-schemas.ts'
import { Categories, QueueView } from './schemas.ts'

const TERM = { seconds: LEASE_SECONDS }

const tags = ['moderator']
const security = [{ session: [] }]
const writeSecurity = [{ session: [], csrfToken: [] }]

const queueRoute = createRoute({
  method: 'get',
  path: '/queue',
  tags,
  summary: 'The queue in numbers',
  security,
  responses: {
    200: json(QueueView, 'What waits, and what the moderator has decided'),
    ...errorResponses(...READ_ERRORS),
  },
})

const categoriesRoute = createRoute({
  method: 'get',
  path: '/categories',
  tags,
  summary: 'Every category, its digit and the notice that the author reads',
  security,
  request: { query: z.object({ lang: z.string().max(40).optional() }) },
  responses: { 200: json(Categories, 'In the order of the taxonomy'), ...errorResponses(...READ_ERRORS) },
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
    ...errorResponses(...READ_ERRORS, ...BODY_ERRORS, 'csrf_invalid', 'role_forbidden'),
  },
})

/** What waits, and taking the next. */
export function moderatorQueue(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...queueRoute, middleware: reading }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const [counts, decidedToday] = await Promise.all([
        countQueues(db, siteId),
        countDecidedToday(db, siteId, moderatorId),
      ])
      return c.json(viewQueues(counts, { role, decidedToday }), 200)
    })
    .openapi({ ...categoriesRoute, middleware: reading }, async (c) => {
      const templates = await listTemplates(db, c.get('session').siteId)
      return c.json({ categories: viewCategories(c.get('language'), templates) }, 200)
    })
    .openapi({ ...claimRoute, middleware: every(reading, deciding, jsonBody) }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const { queue, count = 1, have = [] } = c.req.valid('json')
      const queues = queuesToClaim(role, queue)
      const training = queues.includes('held')
        ? await offerTraining(db, { siteId, moderatorId, ...TERM, hasRoom: have.length < count, random: edge.random })
        : []
      const kept = training.filter(({ commentId }) => have.includes(commentId)).length
      const wish = { ...TERM, queues, count: count - training.length, held: have.length - kept }
      const claimed = await claim(db, { siteId, moderatorId, ...wish })
      const isNew = ({ commentId }: { commentId: string }) => !have.includes(commentId)
      const viewing = { siteId, moderatorId, language: c.get('language') }
      const cards = await Promise.all(claimed.filter(isNew).map((lease) => viewClaimed(db, viewing, lease)))
      for (const lease of training.filter(isNew)) {
        const place = Math.floor(edge.random() * (cards.length + 1))
        cards.splice(place, 0, await viewTraining(db, viewing, lease))
      }
      return c.json({ cards }, 200)
    })
}

function viewQueues(
  counts: readonly QueueCount[],
  { role, decidedToday }: { role: Role; decidedToday: number },
): QueueView {
  const shown = queuesShownTo(role)
  const held = counts.find(({ queue }) => queue === 'held')
  return {
    held: held?.waiting ?? 0,
    oldestSeconds: held?.oldestSeconds ?? null,
    decidedToday,
    queues: counts.filter(({ queue }) => shown.includes(queue)),
  }
}
