import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { listSiteLog } from '../../../review/site-log.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { decodePlace, encodePlace } from '../../reader/cursor.ts'
import { having, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from '../guard.ts'
import { LogPage } from './log-schemas.ts'

const DEFAULT_LIMIT = 50
const MOST = 200

const Query = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).optional(),
})

const logRoute = createRoute({
  method: 'get',
  path: '/log',
  tags: ['moderator'],
  summary: 'What was decided and changed on the site, by whom and when, the last first; for leads, admins and auditors',
  security: [{ session: [] }],
  request: { query: Query },
  responses: {
    200: json(LogPage, 'A page; `nextCursor` leads to what happened before'),
    ...errorResponses(...READ_ERRORS, 'role_forbidden'),
  },
})

/** The log of the site. */
export function moderatorLog(edge: Edge) {
  const middleware = every(signedIn(edge), settledPassword, having('see_decisions'))
  return new OpenAPIHono<ModeratorEnv>().openapi({ ...logRoute, middleware }, async (c) => {
    const { cursor, limit = DEFAULT_LIMIT } = c.req.valid('query')
    const place = cursor === undefined ? null : decodePlace(cursor)
    const { lines, next } = await listSiteLog(edge.db, { siteId: c.get('session').siteId, cursor: place, limit })
    const told = lines.map(({ at, ...line }) => ({ ...line, at: at.toISOString() }))
    return c.json({ lines: told, nextCursor: next && encodePlace(next) }, 200)
  })
}
