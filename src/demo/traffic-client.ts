import http from 'node:http'
import https from 'node:https'
import { z } from 'zod'

/** An answer, or why there is none. */
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly milliseconds: number }
  | { readonly failure: string }

interface Post {
  readonly path: string
  readonly body: object
  readonly headers?: Record<string, string>
  /** The client address to send from; ignored when the service is on another machine. */
  readonly from?: string
}

/** Sends JSON to one service over kept connections. */
export interface TrafficClient {
  readonly origin: string
  post(request: Post): Promise<Answer>
  close(): void
}

const REQUEST_SECONDS = 30

/** Any address of 127.0.0.0/8 may be a client's on Linux, without being set up; elsewhere all requests share one. */
export function createTrafficClient(url: URL): TrafficClient {
  const { request, Agent } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true })
  const isLocal = url.hostname === 'localhost' || url.hostname.startsWith('127.')
  const canChoose = isLocal && process.platform === 'linux'
  return {
    origin: url.origin,
    close: () => agent.destroy(),
    post({ path, body, headers, from }) {
      const payload = Buffer.from(JSON.stringify(body))
      const options: http.RequestOptions = {
        agent,
        method: 'POST',
        timeout: REQUEST_SECONDS * 1000,
        headers: {
          origin: url.origin,
          'content-type': 'application/json',
          'content-length': payload.length,
          ...headers,
        },
        ...(isLocal && { family: 4 }),
        ...(canChoose && from !== undefined && { localAddress: from }),
      }
      return new Promise((resolve) => {
        const startedAt = performance.now()
        const outgoing = request(new URL(path, url), options, (incoming) => {
          resolve(readAnswer(incoming, startedAt))
        })
        outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')))
        outgoing.on('error', (error: NodeJS.ErrnoException) => resolve({ failure: error.code ?? error.message }))
        outgoing.end(payload)
      })
    },
  }
}

async function readAnswer(incoming: http.IncomingMessage, startedAt: number): Promise<Answer> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const milliseconds = performance.now() - startedAt
    return { status: incoming.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString('utf8')), milliseconds }
  } catch {
    return { failure: 'connection lost' }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const Tokens = z.object({ tokens: z.array(z.string()) })

const BATCH = 100
/** Well within the life of a token. */
const FRESH_MS = 10 * 60_000

/** The portal's tokens for readers by number, fetched a hundred at a time when one of them first writes. */
export function createTokenStore(client: TrafficClient, nameOf: (reader: number) => string) {
  const batches = new Map<number, { readonly tokens: Promise<readonly string[]>; readonly at: number }>()
  return async (reader: number): Promise<string | undefined> => {
    const batch = Math.floor(reader / BATCH)
    const kept = batches.get(batch)
    const isFresh = kept !== undefined && performance.now() - kept.at < FRESH_MS
    const tokens = isFresh ? kept.tokens : fetchTokens(client, batch, nameOf)
    if (!isFresh) batches.set(batch, { tokens, at: performance.now() })
    const token = (await tokens)[reader % BATCH]
    if (token === undefined) batches.delete(batch)
    return token
  }
}

/** Asks the demo portal for one batch; none when it does not give them. */
async function fetchTokens(client: TrafficClient, batch: number, nameOf: (reader: number) => string) {
  const names = Array.from({ length: BATCH }, (_, index) => nameOf(batch * BATCH + index))
  const answer = await client.post({ path: '/demo/tokens', body: { names }, from: `127.0.0.${2 + (batch % 250)}` })
  const parsed = 'status' in answer && answer.status < 300 ? Tokens.safeParse(answer.body) : undefined
  return parsed?.success ? parsed.data.tokens : []
}
