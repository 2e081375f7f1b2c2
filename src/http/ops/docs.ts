import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import locateSwaggerUi from 'swagger-ui-dist/absolute-path.js'
import type { HttpEnv } from '../edge.ts'
import { sendFile } from './send-file.ts'
import { staticFolder } from './static-folder.ts'

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

/** Swagger UI sets style attributes of its own; no script but its own files runs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>閱評 API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/open.js"></script>
</body>
</html>
`

const OPEN = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })
`

/** The API's documentation, made by Swagger UI from `/openapi.json`, all of it from here. */
export function docs() {
  const files = staticFolder(locateSwaggerUi(), FILES)
  return new OpenAPIHono<HttpEnv>()
    .get('/docs', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': POLICY }))
    .get('/docs/', (c) => c.redirect('/docs', 308))
    .get('/docs/open.js', (c) => c.body(OPEN, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:file', compress(), async (c) => {
      return sendFile(c, await files(c.req.param('file')), { 'Cache-Control': 'public, max-age=3600' })
    })
}
