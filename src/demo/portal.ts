import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { articlePage } from './article-page.ts'
import { DemoReader, namedReader, randomReader, signToken } from './demo-reader.ts'
import { ICON_SVG, PAGE_CSS, PAGE_JS } from './page-assets.ts'
import { pledgePage } from './pledge-page.ts'

interface DemoPortalOptions {
  /** The secret that the demo site shares with the service. */
  readonly readerTokenSecret: string
  readonly now?: () => Date
}

const COOKIE = 'demo_reader'
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const Query = z.object({
  as: z.string().optional(),
  verified: z.enum(['yes', 'no']).optional().catch(undefined),
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  lang: z.enum(['zh-Hant', 'zh-Hans', 'en']).catch('zh-Hant'),
  sort: z.enum(['newest', 'oldest', 'hot']).catch('newest'),
})

const TokenRequest = z.strictObject({ names: z.array(z.string().min(1).max(200)).min(1).max(2000) })

/** The portal of the demo: an article page that signs its readers in by a cookie and shows the widget. */
export function createDemoPortal({ readerTokenSecret, now = () => new Date() }: DemoPortalOptions): Hono {
  const portal = new Hono()
  portal.use(async (c, next) => {
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'strict-origin-when-cross-origin')
    c.header('Cache-Control', 'no-store')
    await next()
  })
  const article = async (c: Context) => {
    const { theme, lang, sort, as, verified } = Query.parse(c.req.query())
    const reader = chooseReader(c, as, verified)
    const token = reader === undefined ? '' : await signToken(reader, readerTokenSecret, now())
    return c.html(articlePage({ theme, language: lang, sort, token }))
  }
  // Mounted at /demo, the first is /demo and the second /demo/.
  portal.get('/', article)
  portal.get('/:end{$}', article)
  portal.get('/pledge', (c) => c.html(pledgePage({ theme: Query.parse(c.req.query()).theme })))
  portal.get('/page.css', (c) => asset(c, PAGE_CSS, 'text/css; charset=utf-8'))
  portal.get('/page.js', (c) => asset(c, PAGE_JS, 'text/javascript; charset=utf-8'))
  portal.get('/icon.svg', (c) => asset(c, ICON_SVG, 'image/svg+xml'))
  // For the traffic replay, which posts as many readers; a real portal never signs for whoever asks.
  portal.post('/tokens', bodyLimit({ maxSize: 1024 * 1024, onError: refuseSize }), async (c) => {
    const names = TokenRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!names.success) return c.json({ code: 'invalid_request', message: z.prettifyError(names.error) }, 400)
    const readers = names.data.names.map((name) => namedReader(name) ?? randomReader())
    return c.json({ tokens: await Promise.all(readers.map((reader) => signToken(reader, readerTokenSecret, now()))) })
  })
  return portal
}

/** `?as=` names the reader, or signs out when empty; otherwise the cookie does, or somebody new comes. */
function chooseReader(c: Context, as: string | undefined, verified: 'yes' | 'no' | undefined): DemoReader | undefined {
  const known = as === undefined ? (readCookie(c) ?? randomReader()) : namedReader(as)
  if (known === undefined) {
    setCookie(c, COOKIE, '', { path: '/demo', httpOnly: true, sameSite: 'Lax', maxAge: 0 })
    return undefined
  }
  const reader = verified === undefined ? known : { ...known, verified: verified === 'yes' }
  setCookie(c, COOKIE, JSON.stringify(reader), { path: '/demo', httpOnly: true, sameSite: 'Lax', maxAge: 30 * 86_400 })
  return reader
}

function readCookie(c: Context): DemoReader | undefined {
  try {
    return DemoReader.parse(JSON.parse(getCookie(c, COOKIE) ?? ''))
  } catch {
    return undefined
  }
}

function asset(c: Context, text: string, type: string): Response {
  c.header('Content-Type', type)
  c.header('Cache-Control', 'public, max-age=300')
  return c.body(text)
}

function refuseSize(c: Context): Response {
  return c.json({ code: 'body_too_large', message: 'At most 1 MB of names at a time.' }, 413)
}
