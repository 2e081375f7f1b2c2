import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { countPublished } from '../../../storage/published-comments.ts'
import { addressGroup, clientAddress } from '../../address.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { Refusal, tooManyRequests } from '../../refusal.ts'
import type { SiteEnv } from '../../site-of-request.ts'
import { ArticleParams } from '../article-key.ts'
import { streamCounts } from './stream.ts'

/** A household or a small office reads behind one address; a page that is refused asks for counts instead. */
const STREAMS_PER_ADDRESS = 30

/** Each holds a socket and some 20 kB. */
const STREAMS_PER_PROCESS = 5_000

const RETRY_SECONDS = 60

const route = createRoute({
  method: 'get',
  path: '/articles/{article}/events',
  tags: ['reader'],
  summary: 'How many comments are public, as it changes',
  description:
    'Server-sent events named `count`: `{ total }` as in `GET /v1/counts`, first and whenever it changes. Each tells how ' +
    'things stand, so that whoever comes back has missed nothing.',
  request: { params: ArticleParams },
  responses: {
    200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } },
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

/** What becomes public under an article, told to every page that shows it. */
export function articleEvents(edge: Edge) {
  const { db, articleFeed: feed } = edge
  const streams = new Map<string, number>()
  return new OpenAPIHono<SiteEnv>().openapi(route, (c) => {
    const siteId = c.get('site').id
    const articleId = c.req.valid('param').article
    const address = addressGroup(clientAddress(c, edge.trustedProxies))
    const open = streams.get(address) ?? 0
    if (feed.isStopped) throw new Refusal('service_unavailable')
    if (open >= STREAMS_PER_ADDRESS || feed.watcherCount >= STREAMS_PER_PROCESS) throw tooManyRequests(RETRY_SECONDS)
    // Proxies that gather answers before they pass them on would hold all of it back.
    c.header('X-Accel-Buffering', 'no')
    streams.set(address, open + 1)
    return streamSSE(
      c,
      async (stream) => {
        try {
          const countNow = async () => (await countPublished(db, siteId, [articleId])).get(articleId) ?? 0
          // Whoever is told of a comment reads a page that has it.
          const onChange = () => edge.pages.doubt()
          await streamCounts(stream, { feed, siteId, articleId, countNow, onChange })
        } finally {
          const left = (streams.get(address) ?? 1) - 1
          if (left === 0) streams.delete(address)
          else streams.set(address, left)
        }
      },
      async (error) => {
        edge.log.error({ err: error, requestId: c.get('requestId') }, 'a stream of counts broke off')
      },
    )
  })
}
