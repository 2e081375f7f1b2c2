import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { words } from '../../../moderation/language.ts'
import { SITE_TIME_ZONE, siteDay, siteDayStart } from '../../../moderation/time-zone.ts'
import { readStatistics } from '../../../storage/statistics/read-statistics.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { invalidRequest } from '../../refusal.ts'
import { type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { StatisticsQuery, StatisticsView } from './statistics-schemas.ts'
import { viewStatistics } from './statistics-view.ts'

const DAY_MS = 24 * 3_600_000
const DAYS_SHOWN = 14
const MOST_DAYS = 400

/** Up to so many days are shown by the hour. */
const DAYS_BY_HOUR = 2

const statisticsRoute = createRoute({
  method: 'get',
  path: '/statistics',
  tags: ['moderator'],
  summary: 'What came in and what became of it, in numbers',
  security: [{ session: [] }],
  request: { query: StatisticsQuery },
  responses: {
    200: json(StatisticsView, 'Of these days, both included; the running hour among them'),
    ...errorResponses('session_required', 'password_change_required', 'second_factor_required', 'too_many_requests'),
  },
})

/** The site in numbers, for whoever may read; of no person. */
export function moderatorStatistics(edge: Edge) {
  const middleware = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>().openapi({ ...statisticsRoute, middleware }, async (c) => {
    const { from, to, days } = readDays(c.req.valid('query'), edge.now())
    const unit = days <= DAYS_BY_HOUR ? 'hour' : 'day'
    const { rows, countedUntil } = await readStatistics(edge.db, { siteId: c.get('session').siteId, from, to, unit })
    const numbers = viewStatistics(rows)
    const counted = countedUntil?.toISOString() ?? null
    return c.json({ timeZone: SITE_TIME_ZONE, from, to, unit, countedUntil: counted, ...numbers } as const, 200)
  })
}

function readDays({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Date) {
  const last = to ?? siteDay(now)
  const first = from ?? siteDay(new Date(siteDayStart(last).getTime() - (DAYS_SHOWN - 1) * DAY_MS))
  const days = (siteDayStart(last).getTime() - siteDayStart(first).getTime()) / DAY_MS + 1
  if (days < 1) throw invalidRequest([{ path: 'to', message: BACKWARDS }])
  if (days > MOST_DAYS) throw invalidRequest([{ path: 'from', message: TOO_LONG }])
  return { from: first, to: last, days }
}

const BACKWARDS = words('不能早於起始日', 'it must not be before `from`')
const TOO_LONG = words(`最多 ${MOST_DAYS} 天`, `at most ${MOST_DAYS} days`)
