import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import type { Article } from '../../storage/articles.ts'
import { describeArticle } from '../../storage/portal-articles.ts'
import { addressPacing } from '../address-pacing.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { readerIdentity } from '../keys.ts'
import { ArticleParams } from '../reader/article-key.ts'
import { acceptPage } from '../reader/page.ts'
import { invalidRequest } from '../refusal.ts'
import { type SiteEnv, siteOfRequest } from '../site-of-request.ts'
import { ArticleDescription, PortalArticle } from './article-schemas.ts'
import { fromPortal, PORTAL_ERRORS } from './portal-token.ts'

const route = createRoute({
  method: 'put',
  path: '/articles/{article}',
  tags: ['portal'],
  summary: 'Say what an article is: title, address, mode, risk level, official note, authors',
  description:
    "From the portal's own server, with a token signed with the site's secret (HS256) whose `aud` is `portal` and whose " +
    '`exp` is at most an hour away. An article needs none of this: the first comment makes it known.',
  security: [{ portalToken: [] }],
  request: { params: ArticleParams, body: jsonRequest(ArticleDescription) },
  responses: {
    200: json(PortalArticle, 'As it stands now'),
    ...errorResponses(...PORTAL_ERRORS, ...BODY_ERRORS, 'too_many_requests'),
  },
})

/** What the portal's server says of its articles. */
export function portalArticles(edge: Edge) {
  const middleware = every(siteOfRequest(edge), addressPacing(edge), fromPortal(edge), jsonBody)
  return new OpenAPIHono<SiteEnv>().openapi({ ...route, middleware }, async (c) => {
    const site = c.get('site')
    const { title: writtenTitle, url: writtenUrl, authors, ...rest } = c.req.valid('json')
    const { title, url } = acceptPage({ title: writtenTitle, url: writtenUrl }, site, '')
    if (title === null || url === null) throw invalidRequest([{ path: 'title', message: EMPTY }])
    const described = {
      ...rest,
      siteId: site.id,
      id: c.req.valid('param').article,
      title,
      url,
      authors: authors?.map((subject) => readerIdentity(edge.keys, site.id, subject)),
      riskId: uuidv7(),
      at: edge.now(),
    }
    const article = await edge.db.transaction().execute((trx) => describeArticle(trx, described))
    return c.json(viewArticle(article), 200, PRIVATE)
  })
}

const EMPTY = words('不能是空的', 'it must not be empty')

function viewArticle({ id, title, url, mode, risk_level: riskLevel, note, authors }: Article) {
  return { article: id, title, url, mode, riskLevel, note, authors: authors.length }
}
