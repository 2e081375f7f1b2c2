import { type ClientRequestOptions, hc } from 'hono/client'
import type { PublicApi } from '../http/public-api.ts'

/**
 * A client of what portals and readers ask of the service: every path, input and answer is typed, from the routes
 * themselves. For portals that build their own comments; it needs neither React nor a browser.
 */
export function createClient(origin: string, options: ClientRequestOptions = {}) {
  return hc<PublicApi>(origin, options)
}

/** What `createClient` makes. */
export type Client = ReturnType<typeof createClient>
