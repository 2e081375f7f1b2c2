import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { HttpEnv } from './edge.ts'

/** Two years, as the preload lists ask. */
const HSTS = 'max-age=63072000; includeSubDomains'

/** Nothing that an answer could be mistaken for may run or load anything. */
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** The headers of every answer; a page brings its own Content-Security-Policy. */
export function securityHeaders(isHttps: boolean) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    await next()
    setDefault(c, 'X-Content-Type-Options', 'nosniff')
    setDefault(c, 'Referrer-Policy', 'strict-origin-when-cross-origin')
    setDefault(c, 'Content-Security-Policy', NO_CONTENT_POLICY)
    if (isHttps) setDefault(c, 'Strict-Transport-Security', HSTS)
  })
}

function setDefault(c: Context, name: string, value: string): void {
  if (!c.res.headers.has(name)) c.res.headers.set(name, value)
}
