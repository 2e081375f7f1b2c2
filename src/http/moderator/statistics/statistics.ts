import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { words } from '../../../moderation/language.ts'
import { precisionOf } from '../../../moderation/statistics/summary.ts'
import { SITE_TIME_ZONE, siteDay, siteDayStart } from '../../../moderation/time-zone.ts'
import { readStatistics } from '../../../storage/statistics/read-statistics.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { invalidRequest } from '../../refusal.ts'
import { type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from '../guard.ts'
import { EntryPrecisions, StatisticsQuery, StatisticsView } from './statistics-schemas.ts'
import { viewStatistics } from './statistics-view.ts'

const DAY_MS = 24 * 3_600_000
const DAYS_SHOWN = 14
const MOST_DAYS = 400

/** Up to so many days are shown by the hour. */
const DAYS_BY_HOUR = 2

/** Long enough for rare entries, short enough that what an entry was before is forgotten. */
const DAYS_MEASURED = 90
/** Of fewer the interval is wider than 0.4. */
const FEWEST_DECIDED = 20
const MOST_MEASURED = 500

const statisticsRoute = createRoute({
  method: 'get',
  path: '/statistics',
  tags: ['moderator'],
  summary: 'What came in and what became of it, in numbers',
  security: [{ session: [] }],
  request: { query: StatisticsQuery },
  responses: {
    200: json(StatisticsView, 'Of these days, both included; the running hour among them'),
    ...errorResponses(...READ_ERRORS),
  },
})

const entriesRoute = createRoute({
  method: 'get',
  path: '/statistics/entries',
  tags: ['moderator'],
  summary: 'How often each entry and rule was right, for the evidence on a card',
  security: [{ session: [] }],
  responses: {
    200: json(EntryPrecisions, `Of the last ${DAYS_MEASURED} days, where at least ${FEWEST_DECIDED} were decided`),
    ...errorResponses(...READ_ERRORS),
  },
})

/** The site in numbers, for whoever may read; of no person. */
export function moderatorStatistics(edge: Edge) {
  const middleware = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...statisticsRoute, middleware }, async (c) => {
      const { from, to, days } = readDays(c.req.valid('query'), edge.now())
      const unit = days <= DAYS_BY_HOUR ? 'hour' : 'day'
      const { rows, countedUntil } = await readStatistics(edge.db, { siteId: c.get('session').siteId, from, to, unit })
      const numbers = viewStatistics(rows)
      const counted = countedUntil?.toISOString() ?? null
      return c.json({ timeZone: SITE_TIME_ZONE, from, to, unit, countedUntil: counted, ...numbers } as const, 200)
    })
    .openapi({ ...entriesRoute, middleware }, async (c) => {
      const to = siteDay(edge.now())
      const from = siteDay(new Date(siteDayStart(to).getTime() - (DAYS_MEASURED - 1) * DAY_MS))
      const { siteId } = c.get('session')
      const { rows } = await readStatistics(edge.db, { siteId, from, to, unit: 'day', only: 'entry' })
      const often = precisionOf(rows).filter(({ decided }) => decided >= FEWEST_DECIDED)
      return c.json({ entries: often.slice(0, MOST_MEASURED).map((entry) => ({ ...entry })) }, 200)
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
