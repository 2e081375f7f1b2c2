import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { every } from 'hono/combine'
import { streamSSE } from 'hono/streaming'
import { mayDo } from '../../../moderation/rights.ts'
import { countQueues, type QueueCount } from '../../../review/queue-counts.ts'
import { parseCursor } from '../../../storage/change-feed.ts'
import { findSession } from '../../../storage/sessions.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { Refusal } from '../../refusal.ts'
import { type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from '../guard.ts'
import { queuesShownTo } from '../queues-for.ts'
import { OpenStreams } from './open-streams.ts'
import { streamChanges } from './stream.ts'

const DESCRIPTION = `Events:

- \`counts\`: \`{ queues }\`, as in \`GET /queue\`; first, and whenever they change
- \`changes\`: \`{ changes: [{ id, type, queue, commentId, by, isOwn, at }] }\`, \`type\` being \`arrived\`, \`claimed\`,
  \`released\`, \`decided\`, \`undone\`, \`noted\`, \`sanctioned\`, \`withdrawn\`, \`edited\`, \`proposed\` and \`proposal_closed\` of
  an act on many, or \`overturned\`, which only the moderator hears whose decision it was; without \`commentId\`, many at
  once; without \`by\`, a decision of which whoever hears it may still be asked for a second opinion
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
    ...errorResponses(...READ_ERRORS),
  },
})

/** What happens in the queues, told to every console that is open. */
export function moderatorEvents(edge: Edge) {
  const streams = new OpenStreams()
  return new OpenAPIHono<ModeratorEnv>().openapi(
    { ...eventsRoute, middleware: every(signedIn(edge), settledPassword) },
    (c) => {
      if (edge.live.isStopped) throw new Refusal('service_unavailable')
      const close = streams.open(c.get('session').moderatorId)
      const since = parseCursor(c.req.valid('header')['last-event-id'] ?? '') ?? null
      // Proxies that gather answers before they pass them on would hold all of it back.
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(
        c,
        (stream) => streamChanges(stream, { ...streamingTo(edge, c), since }).finally(close),
        async (error) => {
          edge.log.error({ err: error, requestId: c.get('requestId') }, 'a stream of changes broke off')
        },
      )
    },
  )
}

function streamingTo({ db, live: feed }: Edge, c: Context<ModeratorEnv>) {
  const { siteId, moderatorId, role } = c.get('session')
  const token = c.get('sessionToken')
  const shown = queuesShownTo(role)
  return {
    ...{ db, feed, siteId, moderatorId },
    looksBlind: !mayDo(role, 'see_decisions'),
    viewCounts: (counts: readonly QueueCount[]) => ({ queues: counts.filter(({ queue }) => shown.includes(queue)) }),
    countNow: () => countQueues(db, siteId),
    isSessionAlive: async () => (await findSession(db, token)) !== undefined,
  }
}
