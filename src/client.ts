import { type ClientRequestOptions, hc } from 'hono/client'
import type { AppType } from './app.ts'

/**
 * A client of the service whose every path, input and answer is typed, from the routes themselves. For portals that build
 * their own comments: it needs neither React nor a browser.
 */
export function createClient(origin: string, options: ClientRequestOptions = {}) {
  return hc<AppType>(origin, options)
}

/** What `createClient` makes. */
export type Client = ReturnType<typeof createClient>
