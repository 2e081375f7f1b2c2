import { createMiddleware } from 'hono/factory'
import { addressGroup, clientAddress } from './address.ts'
import type { Edge, HttpEnv } from './edge.ts'
import { tooManyRequests } from './refusal.ts'

/** Paces everything that comes from one address, reading more loosely than writing. */
export function addressPacing({ pacing, trustedProxies }: Edge) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const address = addressGroup(clientAddress(c, trustedProxies))
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    const wait = c.env?.wait ?? (await (isRead ? pacing.read(address) : pacing.write(address)))
    if (wait !== undefined) throw tooManyRequests(wait)
    await next()
  })
}
