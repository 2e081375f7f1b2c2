import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { CommandError } from '../command-error.ts'

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
/** Longer than the idle limit of the usual proxies (60 s), so that they never send into a closing connection. */
const KEEP_ALIVE_SECONDS = 65
const REQUEST_SECONDS = 30

/** Takes the port before anything else is started; a port that cannot be had is a `CommandError`. */
export async function openListener(host: string, port: number): Promise<Listener> {
  let answer: Answer = answerStarting
  const server = createServer(getRequestListener((request, env) => answer(request, env)))
  const connections = watchConnections(server)
  server.keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000
  server.requestTimeout = REQUEST_SECONDS * 1000
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
  closeIdle(): void
}

/**
 * Knows which connections have nothing under way. Node's own closeIdleConnections leaves out those that never sent a
 * request, which browsers open in advance and keep.
 */
function watchConnections(server: Server): Connections {
  /** For each idle connection the bytes it had sent when it became idle: more mean that a request is coming in. */
  const idle = new Map<Socket, number>()
  let isClosing = false
  server.on('connection', (socket: Socket) => {
    idle.set(socket, 0)
    socket.once('close', () => idle.delete(socket))
  })
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming
    idle.delete(socket)
    if (isClosing) outgoing.shouldKeepAlive = false
    outgoing.once('close', () => {
      if (!socket.destroyed) idle.set(socket, socket.bytesRead)
    })
  })
  return {
    closeIdle() {
      isClosing = true
      for (const [socket, bytesRead] of idle) if (socket.bytesRead === bytesRead) socket.destroy()
    },
  }
}

async function closeServer(server: Server, connections: Connections, hurry: AbortSignal): Promise<void> {
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
