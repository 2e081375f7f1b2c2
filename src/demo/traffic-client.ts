import http from 'node:http'
import https from 'node:https'

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
