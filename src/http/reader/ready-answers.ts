import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Site } from '../../storage/sites.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import type { ReadyPage } from './ready-page.ts'

/** One request of each kind to each page; forgetting them costs one whole answer each. */
const MOST_ANSWERS = 5_000

/** Of the headers that decide about an answer, the longest that are worth remembering. */
const LONGEST_REQUEST = 2_000

const PAGE_PATH = /^\/v1\/articles\/[^/]+\/comments$/

interface ReadyAnswer {
  readonly page: ReadyPage
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | null
}

/**
 * Answers a request for a page as the same request was answered before, while that page is still kept: all that checks and
 * headers depend on is the same, but for the address, which is paced as always. It knows nothing of what they are, so that
 * they stand in one place. Whoever is signed in is answered in full.
 */
export function readyAnswers({ sites, pages, pacing, trustedProxies, now }: Edge) {
  const answers = new Map<string, ReadyAnswer>()
  let answersOf: readonly Site[] | undefined

  async function find(request: string): Promise<ReadyAnswer | undefined> {
    if (!pages.isFresh()) await pages.check()
    const known = await sites.all()
    if (known !== answersOf) {
      answers.clear()
      answersOf = known
    }
    const ready = answers.get(request)
    return ready && pages.has(ready.page, now()) ? ready : undefined
  }

  function keep(c: Context<HttpEnv>, request: string): void {
    const ready = c.get('ready')
    if (!ready || request.length > LONGEST_REQUEST) return
    if (answers.size >= MOST_ANSWERS) answers.clear()
    const { 'x-request-id': _, ...headers } = Object.fromEntries(c.res.headers)
    answers.set(request, { ...ready, status: c.res.status, headers })
  }

  return createMiddleware<HttpEnv>(async (c, next) => {
    if (c.req.method !== 'GET' || !PAGE_PATH.test(c.req.path) || c.req.header('authorization') !== undefined) {
      return next()
    }
    const request = nameOf(c)
    // Where it cannot be found out, the whole way round meets the same and tells it.
    const ready = await find(request).catch(() => undefined)
    if (ready) {
      const wait = await pacing.read(addressGroup(clientAddress(c, trustedProxies)))
      if (wait === undefined) return send(c, ready)
      c.set('wait', wait)
    }
    await next()
    keep(c, request)
  })
}

function send(c: Context<HttpEnv>, { status, headers, body }: ReadyAnswer): Response {
  // Headers as a plain object are written as they are; `c.body` would make them anew.
  return new Response(body, { status, headers: { ...headers, 'x-request-id': c.get('requestId') } })
}

/** Everything of a request that its answer depends on, but for its address and its sender. */
function nameOf(c: Context<HttpEnv>): string {
  const { headers, url } = c.req.raw
  const name = `${url}\n${headers.get('origin')}\n${headers.get('accept-language')}\n${headers.get('accept-encoding')}`
  return `${name}\n${headers.get('if-none-match')}\n${headers.get('host')}`
}
