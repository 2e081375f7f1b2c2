import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import type { PeopleEventDetail } from '../../../moderation/people-event.ts'
import { listPeopleEvents } from '../../../storage/people-events.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { decodePlace, encodePlace } from '../../reader/cursor.ts'
import { having, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from '../guard.ts'
import { AuditPage } from './schemas.ts'

const DEFAULT_LIMIT = 50
const MOST = 200

const Query = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).optional(),
})

const auditRoute = createRoute({
  method: 'get',
  path: '/audit',
  tags: ['moderator'],
  summary: 'What was done about people, by whom and when, the last first; for admins and auditors',
  security: [{ session: [] }],
  request: { query: Query },
  responses: {
    200: json(AuditPage, 'A page; `nextCursor` leads to what happened before'),
    ...errorResponses(...READ_ERRORS, 'role_forbidden'),
  },
})

/** The record of people: append-only, and read by admins and auditors. */
export function moderatorAudit(edge: Edge) {
  const middleware = every(signedIn(edge), settledPassword, having('see_people'))
  return new OpenAPIHono<ModeratorEnv>().openapi({ ...auditRoute, middleware }, async (c) => {
    const { cursor, limit = DEFAULT_LIMIT } = c.req.valid('query')
    const after = cursor === undefined ? undefined : decodePlace(cursor)
    const found = await listPeopleEvents(edge.db, c.get('session').siteId, { after, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const nextCursor = found.length > limit && last ? encodePlace(last) : null
    const events = shown.map(({ at, detail, ...event }) => ({
      ...event,
      at: at.toISOString(),
      detail: viewDetail(detail),
    }))
    return c.json({ events, nextCursor }, 200)
  })
}

function viewDetail({ roles, ...detail }: PeopleEventDetail) {
  return { ...detail, ...(roles && { roles: [...roles] }) }
}
