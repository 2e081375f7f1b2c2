import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { setSlowness } from '../../storage/article-pace.ts'
import { setRiskLevel } from '../../storage/article-risk.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { jsonRequest } from '../json-response.ts'
import { ArticleParams } from '../reader/article-key.ts'
import { Refusal } from '../refusal.ts'
import { NewRiskLevel, NewSlowness } from './article-schemas.ts'
import { leading, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'

const SETTING_ERRORS = [...WRITE_ERRORS, ...BODY_ERRORS, 'article_unknown'] as const

const riskRoute = createRoute({
  method: 'put',
  path: '/articles/{article}/risk-level',
  tags: ['moderator'],
  summary: 'Set how risky the comments on an article are; for leads and admins',
  description:
    'From the next comment on: `normal` holds what the policy holds, `elevated` also whoever has no good credit (A or B), ' +
    '`sensitive` everybody. Who set it and when is kept.',
  security: [{ session: [], csrfToken: [] }],
  request: { params: ArticleParams, body: jsonRequest(NewRiskLevel) },
  responses: {
    204: { description: 'Set' },
    ...errorResponses(...SETTING_ERRORS),
  },
})

const slowRoute = createRoute({
  method: 'put',
  path: '/articles/{article}/slow-mode',
  tags: ['moderator'],
  summary: 'Set how many seconds a reader waits between two comments on an article; for leads and admins',
  description:
    'From the next comment on. `null` leaves it to the measured rate: beyond so many comments a minute an article is slow ' +
    'until they are a third of that for five minutes; 0 is never slow. Who set it and when is kept.',
  security: [{ session: [], csrfToken: [] }],
  request: { params: ArticleParams, body: jsonRequest(NewSlowness) },
  responses: { 204: { description: 'Set' }, ...errorResponses(...SETTING_ERRORS) },
})

/** What leads set for one article. */
export function moderatorArticles(edge: Edge) {
  const middleware = every(signedIn(edge), settledPassword, leading, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...slowRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { article: articleId } = c.req.valid('param')
      const { seconds } = c.req.valid('json')
      const { outcome } = await setSlowness(edge.db, { siteId, articleId, id: uuidv7(), seconds, moderatorId })
      if (outcome === 'not_found') throw new Refusal('article_unknown')
      return c.body(null, 204)
    })
    .openapi({ ...riskRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { article: articleId } = c.req.valid('param')
      const { level } = c.req.valid('json')
      const { outcome } = await setRiskLevel(edge.db, { siteId, articleId, id: uuidv7(), level, moderatorId })
      if (outcome === 'not_found') throw new Refusal('article_unknown')
      return c.body(null, 204)
    })
}
