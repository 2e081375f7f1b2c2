import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { CommandError } from '../command-error.ts'
import { refuseUnread } from './refuse-unread.ts'

/** A port that is ours. */
export interface Listener {
  readonly port: number
  /** From here on requests reach `fetch`; until then they are answered 503 with Retry-After. */
  answerWith(fetch: Answer): void
  /** Accepts nothing more and returns when every request under way is answered, or dropped. */
  drain(hurry: AbortSignal): Promise<void>
}

type Answer = Parameters<typeof getRequestListener>[0]

const DRAIN_SECONDS = 10
const IDLE_POLL_MS = 25
/**
 * 500 ms for a request that is on its way, or received and not read yet. Polls are counted and not time, because
 * sockets are read between two polls however busy the process is.
 */
const GRACE_POLLS = 20
/** Longer than the idle limit of the usual proxies (60 s), so that they never send into a closing connection. */
const KEEP_ALIVE_SECONDS = 65
const REQUEST_SECONDS = 30
const HEADERS_SECONDS = 10
/** Node looks for requests past these limits only this often, by default every 30 s. */
const LIMITS_CHECK_SECONDS = 5

const SERVER_OPTIONS = {
  keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
  requestTimeout: REQUEST_SECONDS * 1000,
  headersTimeout: HEADERS_SECONDS * 1000,
  connectionsCheckingInterval: LIMITS_CHECK_SECONDS * 1000,
}

/** Takes the port before anything else is started; a port that cannot be had is a `CommandError`. */
export async function openListener(host: string, port: number): Promise<Listener> {
  let answer: Answer = answerStarting
  const respond = getRequestListener((request, env) => answer(request, env))
  const server = createServer(SERVER_OPTIONS, respond)
  const connections = watchConnections(server)
  server.on('clientError', (error, socket: Socket) => {
    // What an answer has begun to say cannot be taken back.
    if (connections.isIdle(socket)) refuseUnread(error, socket)
    else socket.destroy()
  })
  await listen(server, host, port)
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    answerWith(fetch) {
      answer = fetch
    },
    drain: (hurry) => closeServer(server, connections, hurry),
  }
}

function answerStarting(): Response {
  const body = {
    code: 'service_unavailable',
    message: '服務正在啟動，請稍候再試。 The service is starting, try again shortly.',
  }
  return Response.json(body, { status: 503, headers: { 'Retry-After': '1' } })
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new CommandError(explainListen(code, host, port))
  }
}

function explainListen(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`
  }
  if (code === 'EACCES') return `Port ${port} is reserved for the administrator. Set PORT to 1024 or above.`
  return `HOST ${host} is no address of this machine (${code}). Set HOST to 127.0.0.1, 0.0.0.0 or one it has.`
}

interface Connections {
  /** Tells whether nothing is under way on it. */
  isIdle(socket: Socket): boolean
  /** Closes those that were idle at the last `GRACE_POLLS` calls. */
  closeIdle(): void
}

interface Idle {
  /** What the connection had sent when it became idle: more means that a request is coming in. */
  readonly bytesRead: number
  polls: number
}

/**
 * Knows which connections have nothing under way. Node's own closeIdleConnections leaves out those that never sent a
 * request, which browsers open in advance and keep.
 */
function watchConnections(server: Server): Connections {
  const idle = new Map<Socket, Idle>()
  let isClosing = false
  server.on('connection', (socket: Socket) => {
    idle.set(socket, { bytesRead: 0, polls: 0 })
    socket.once('close', () => idle.delete(socket))
  })
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming
    idle.delete(socket)
    if (isClosing) outgoing.shouldKeepAlive = false
    outgoing.once('close', () => {
      if (!socket.destroyed) idle.set(socket, { bytesRead: socket.bytesRead, polls: 0 })
    })
  })
  return {
    isIdle: (socket) => idle.has(socket),
    closeIdle() {
      isClosing = true
      for (const [socket, since] of idle) {
        if (socket.bytesRead !== since.bytesRead) continue
        since.polls += 1
        if (since.polls > GRACE_POLLS) socket.destroy()
      }
    },
  }
}

async function closeServer(server: Server, connections: Connections, hurry: AbortSignal): Promise<void> {
  // Connections that wait to be accepted would be reset: a busy process lets them in first.
  await setImmediate()
  // close() calls this and would cut off the kept connections whose next request is not read yet.
  server.closeIdleConnections = () => undefined
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  connections.closeIdle()
  const idle = setInterval(() => connections.closeIdle(), IDLE_POLL_MS)
  const limit = AbortSignal.any([hurry, AbortSignal.timeout(DRAIN_SECONDS * 1000)])
  const drop = () => server.closeAllConnections()
  limit.addEventListener('abort', drop, { once: true })
  if (limit.aborted) drop()
  await closed
  clearInterval(idle)
  limit.removeEventListener('abort', drop)
}
