import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import type { HttpEnv } from './edge.ts'

/** One line a request, without query, headers or body: none of a reader's text and no token is ever logged. */
export function requestLog(log: Logger) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const start = performance.now()
    await next()
    const milliseconds = Math.round(performance.now() - start)
    const { method, path } = c.req
    log.debug({ requestId: c.get('requestId'), method, path, status: c.res.status, milliseconds }, 'request')
  })
}
