import type { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpEnv } from '../edge.ts'

const DESCRIPTION = `讀者評論服務的接口 · The interface of the comment service.

Errors are always \`{ code, message }\`, with \`issues\` for bad input and \`retryAfterSeconds\` beside \`Retry-After\` when
too fast. Messages come in the language of \`?lang=\` or \`Accept-Language\`: zh-Hant (default), zh-Hans, en. Times are
ISO 8601 in UTC. Where there are several sites, \`?site=\` names one for callers without a registered origin.`

/** What posts a comment and reads it back when it is pasted into a shell: the demo signs for whoever asks. */
const example = (origin: string) => `

Try it, with a reader of the demo:

\`\`\`sh
TOKEN=$(curl -s ${origin}/demo/tokens -H 'Content-Type: application/json' -d '{"names":["冠縣網友"]}' | cut -d '"' -f 4)
curl -s ${origin}/v1/articles/demo-bus-line/comments -H "Origin: ${origin}" -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' -d '{"text":"支持家鄉建設"}'
curl -s '${origin}/v1/articles/demo-bus-line/comments?limit=1'
\`\`\``

interface Served {
  readonly publicUrl: string
  readonly hasDemo: boolean
}

/** Serves the OpenAPI 3.1 document of every route, made of the very schemas that validate. */
export function serveOpenApi(app: OpenAPIHono<HttpEnv>, { publicUrl, hasDemo }: Served): void {
  const description = hasDemo ? `${DESCRIPTION}${example(new URL(publicUrl).origin)}` : DESCRIPTION
  app.openAPIRegistry.registerComponent('securitySchemes', 'readerToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      "Signed by the portal: sub, name, verified, exp (at most a day away), and aud, the site's id, which only what is signed " +
      "with the site's secret (HS256) may leave out.",
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'portalToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      "Signed by the portal's server with the site's secret (HS256): aud `portal`, exp at most an hour away.",
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: publicUrl.startsWith('https:') ? '__Host-yueping_session' : 'yueping_session',
    description: 'Set by signing in.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'csrfToken', {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: 'The `csrfToken` of the session, repeated on every write.',
  })
  app.get('/openapi.json', (c) => {
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Yueping 閱評', version: '1', description, license: { name: 'Apache-2.0' } },
      // Relative, so that the documentation works by whichever name it was opened.
      servers: [{ url: '/' }],
    })
    for (const { get, post, put, delete: remove } of Object.values(document.paths ?? {}))
      for (const operation of [get, post, put, remove])
        if (operation?.tags?.includes('reader'))
          operation.parameters = [...(operation.parameters ?? []), ...OF_EVERY_READER_ROUTE]
    return c.json(document)
  })
}

/** Read before any route is: by what finds the site, and by what chooses the language. */
const OF_EVERY_READER_ROUTE = [
  { name: 'site', in: 'query' as const, schema: { type: 'string' as const }, description: 'The site, of several' },
  { name: 'lang', in: 'query' as const, schema: { type: 'string' as const }, description: 'zh-Hant, zh-Hans or en' },
]
