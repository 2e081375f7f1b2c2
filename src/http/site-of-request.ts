import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { words } from '../moderation/language.ts'
import type { Site } from '../storage/sites.ts'
import type { Edge, HttpEnv } from './edge.ts'
import { invalidRequest, Refusal } from './refusal.ts'

/** What a request may know of its site, after `siteOfRequest`. */
export interface SiteEnv extends HttpEnv {
  Variables: HttpEnv['Variables'] & {
    site: Site
    /** The registered origin that the request came from, `undefined` when it named none. */
    origin: string | undefined
  }
}

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key, Accept-Language, Proof-Of-Work'
const ALLOWED_METHODS = 'GET, POST, PUT, DELETE'
const EXPOSED_HEADERS = 'Retry-After, ETag, X-Request-Id'
const PREFLIGHT_SECONDS = '600'

/**
 * Finds the site by `?site=`, by the origin, because there is only one, or because the service's own address is one of
 * its origins (browsers name no origin when a page reads from where it came). It lets in no other website: an origin
 * that is present must be registered. Only then do the CORS headers say that its pages may read the answer.
 */
export function siteOfRequest(edge: Edge) {
  return createMiddleware<SiteEnv>(async (c, next) => {
    const origin = c.req.header('origin')
    const sites = await edge.sites.all()
    // What a cache keeps of a refusal is not for another origin either.
    if (origin !== undefined && !isRegistered(sites, origin)) c.header('Vary', 'Origin', { append: true })
    const site = chooseSite(sites, { id: c.req.query('site'), origin, host: c.req.header('host') })
    if (origin !== undefined && !site.origins.includes(origin)) throw notAllowed(origin)
    c.set('site', site)
    c.set('origin', origin)
    // Ahead of the answer: a header that is added to one makes it anew, as a stream.
    permit(c, origin)
    if (isPreflight(c)) {
      c.header('Access-Control-Allow-Methods', ALLOWED_METHODS)
      c.header('Access-Control-Allow-Headers', ALLOWED_HEADERS)
      c.header('Access-Control-Max-Age', PREFLIGHT_SECONDS)
      return c.body(null, 204)
    }
    await next()
    return undefined
  })
}

/** For the console, whose own origin need not be registered: a portal's site is found by it, any other says nothing. */
export function siteOfConsole(sites: readonly Site[], id: string | undefined, origin: string | undefined): Site {
  return chooseSite(sites, { id, origin: isRegistered(sites, origin) ? origin : undefined, host: undefined })
}

/** For a page that is opened by its address, where a browser names no origin. */
export function siteOfPage(sites: readonly Site[], id: string | undefined, host: string | undefined): Site {
  return chooseSite(sites, { id, origin: undefined, host })
}

interface Clues {
  readonly id: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
}

function chooseSite(sites: readonly Site[], { id, origin, host }: Clues): Site {
  if (id !== undefined) {
    const named = sites.find((site) => site.id === id)
    if (!named) throw invalidRequest([{ path: 'site', message: UNKNOWN }])
    return named
  }
  const registered = origin === undefined ? undefined : sites.find((site) => site.origins.includes(origin))
  if (registered) return registered
  if (origin !== undefined) throw notAllowed(origin)
  const [only, another] = sites
  if (only && !another) return only
  const own = sites.find((site) => site.origins.some((registered) => new URL(registered).host === host))
  if (own) return own
  throw invalidRequest([{ path: 'site', message: only ? SEVERAL : NONE }])
}

function notAllowed(origin: string): Refusal {
  return new Refusal('origin_not_allowed', { parameters: { origin: origin.slice(0, 200) } })
}

function isRegistered(sites: readonly Site[], origin: string | undefined): boolean {
  return origin !== undefined && sites.some((site) => site.origins.includes(origin))
}

const UNKNOWN = words('沒有這個站點', 'there is no such site')
const SEVERAL = words('站點不止一個，請指明是哪個', 'there is more than one; name it')
const NONE = words('還沒有任何站點', 'there is no site yet')

function isPreflight(c: Context): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined
}

function permit(c: Context, origin: string | undefined): void {
  c.header('Vary', 'Origin', { append: true })
  if (origin === undefined) return
  c.header('Access-Control-Allow-Origin', origin)
  c.header('Access-Control-Expose-Headers', EXPOSED_HEADERS)
}
