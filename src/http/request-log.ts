import { createMiddleware } from 'hono/factory'
import { getPath } from 'hono/utils/url'
import type { Logger } from 'pino'
import type { HttpEnv } from './edge.ts'

/** One line a request, without query, headers or body: none of a reader's text and no token is ever logged. */
export function requestLog(log: Logger) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const start = performance.now()
    await next()
    logRequest(log, { requestId: c.get('requestId'), request: c.req.raw, status: c.res.status, start })
  })
}

interface Answered {
  readonly requestId: string
  readonly request: Request
  readonly status: number
  /** By `performance.now()`. */
  readonly start: number
}

/** Logs one request as `requestLog` does. */
export function logRequest(log: Logger, { requestId, request, status, start }: Answered): void {
  if (!log.isLevelEnabled('debug')) return
  const milliseconds = Math.round(performance.now() - start)
  log.debug({ requestId, method: request.method, path: getPath(request), status, milliseconds }, 'request')
}
