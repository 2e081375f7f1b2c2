import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { streamSSE } from 'hono/streaming'
import { countQueues } from '../../../review/queue-counts.ts'
import { parseCursor } from '../../../storage/change-feed.ts'
import { findSession } from '../../../storage/sessions.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { Refusal, tooManyRequests } from '../../refusal.ts'
import { type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { queuesShownTo } from '../queues-for.ts'
import { streamChanges } from './stream.ts'

/** A console has one page in front and perhaps a few behind. */
const STREAMS_PER_SESSION = 5
const RETRY_SECONDS = 10

const DESCRIPTION = `Events:

- \`counts\`: \`{ queues }\`, as in \`GET /queue\`; first, and whenever they change
- \`changes\`: \`{ changes: [{ id, type, queue, commentId, by, isOwn, at }] }\`, \`type\` being \`arrived\`, \`claimed\`,
  \`released\`, \`decided\`, \`undone\`, \`noted\`, \`withdrawn\`, \`edited\`, \`proposed\` and \`proposal_closed\` of an act on many, or
  \`overturned\`, which only the moderator hears whose decision it was; without \`commentId\`, many at once
- \`resync\`: more was missed than can be told; look at everything anew
- \`session_ended\`: sign in again

Come back with \`Last-Event-ID\`, as \`EventSource\` does by itself: nothing is missed, and what is told twice has the
same \`id\`.`

const eventsRoute = createRoute({
  method: 'get',
  path: '/events',
  tags: ['moderator'],
  summary: 'What changes in the queues, as it happens',
  description: DESCRIPTION,
  security: [{ session: [] }],
  request: { headers: z.object({ 'last-event-id': z.string().max(4000).optional() }) },
  responses: {
    200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } },
    ...errorResponses('session_required', 'password_change_required', 'second_factor_required', 'too_many_requests'),
  },
})

/** What happens in the queues, told to every console that is open. */
export function moderatorEvents(edge: Edge) {
  const { db, live: feed } = edge
  const streams = new Map<string, number>()
  return new OpenAPIHono<ModeratorEnv>().openapi(
    { ...eventsRoute, middleware: every(signedIn(edge), settledPassword) },
    (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const token = c.get('sessionToken')
      const open = streams.get(token) ?? 0
      if (open >= STREAMS_PER_SESSION) throw tooManyRequests(RETRY_SECONDS)
      if (feed.isStopped) throw new Refusal('service_unavailable')
      const shown = queuesShownTo(role)
      // Proxies that gather answers before they pass them on would hold all of it back.
      c.header('X-Accel-Buffering', 'no')
      streams.set(token, open + 1)
      return streamSSE(
        c,
        async (stream) => {
          try {
            await streamChanges(stream, {
              db,
              feed,
              siteId,
              moderatorId,
              since: parseCursor(c.req.valid('header')['last-event-id'] ?? '') ?? null,
              viewCounts: (counts) => ({ queues: counts.filter(({ queue }) => shown.includes(queue)) }),
              countNow: () => countQueues(db, siteId),
              isSessionAlive: async () => (await findSession(db, token)) !== undefined,
            })
          } finally {
            const left = (streams.get(token) ?? 1) - 1
            if (left === 0) streams.delete(token)
            else streams.set(token, left)
          }
        },
        async (error) => {
          edge.log.error({ err: error, requestId: c.get('requestId') }, 'a stream of changes broke off')
        },
      )
    },
  )
}
