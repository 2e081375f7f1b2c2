import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import type { Edge, HttpEnv } from '../edge.ts'
import { sendFile } from './send-file.ts'
import { staticFolder } from './static-folder.ts'

/** Nothing inline, nothing foreign, in no frame: even a comment that slipped through as markup could not act. */
const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Any portal's page may load it, and what it imports. */
const FOREIGN = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }

/** Built files carry their hash in the name; what names them does not, and one of an earlier build names what is gone. */
const HASHED = 'public, max-age=31536000, immutable'
const REVALIDATED = 'no-cache'

/** For what portals name in their pages, which is small: it is asked after at every visit. */
const SCRIPT = { ...FOREIGN, 'Cache-Control': REVALIDATED }

/** The widget and the console as built. */
export function assets({ assets: folder }: Edge) {
  const widget = staticFolder(join(folder, 'widget'))
  const console = staticFolder(join(folder, 'console'))
  return new OpenAPIHono<HttpEnv>()
    .get('/widget.js', compress(), async (c) => sendFile(c, await widget('widget.js'), SCRIPT))
    .get('/counts.js', compress(), async (c) => sendFile(c, await widget('counts.js'), SCRIPT))
    .get('/widget/:file', compress(), async (c) =>
      sendFile(c, await widget(`widget/${c.req.param('file')}`), { ...FOREIGN, 'Cache-Control': HASHED }),
    )
    .get('/console', (c) => c.redirect('/console/', 308))
    .get('/console/*', compress(), async (c) => {
      const path = c.req.path.slice('/console/'.length)
      const file = await console(path)
      const isHashed = file !== undefined && path.startsWith('assets/')
      // A path of the single page has no extension; a file that is missing is an error, not the page.
      const shown = file ?? (/\.[a-z0-9]+$/i.test(path) ? undefined : await console('index.html'))
      return sendFile(c, shown, {
        'Content-Security-Policy': CONSOLE_POLICY,
        'Cache-Control': isHashed ? HASHED : REVALIDATED,
      })
    })
}
