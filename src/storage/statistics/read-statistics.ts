import { type RawBuilder, sql } from 'kysely'
import { siteDay, siteDayStart } from '../../moderation/time-zone.ts'
import type { Db } from '../database.ts'
import { DAY_OF_HOUR } from './count-statistics.ts'
import { type Measure, measures } from './measures.ts'

const HOUR_MS = 3_600_000

/** Where the job has not counted for longer, as in the first hour of a site, what came before is left out. */
const MOST_LIVE_HOURS = 48

interface Wanted {
  readonly siteId: string
  /** Days of the site, as `2026-11-28`, both included. */
  readonly from: string
  readonly to: string
  readonly unit: 'day' | 'hour'
  /** One measure in place of all. */
  readonly only?: Measure
}

/** What was counted in one day or hour; `at` is empty where the whole time is one. */
export interface Counted {
  /** `2026-11-28`, or the beginning of the hour in ISO 8601. */
  readonly at: string
  readonly measure: Measure
  readonly label: string
  readonly count: number
  readonly total: number
}

export interface StatisticRows {
  readonly rows: readonly Counted[]
  /** Up to when the job has counted; what came later was counted for this answer. */
  readonly countedUntil: Date | null
}

/**
 * Returns what was counted in these days: of whole days from their sums, of the day that the job is in by its hours, and
 * what came since is counted now.
 */
export async function readStatistics(db: Db, wanted: Wanted): Promise<StatisticRows> {
  const { siteId } = wanted
  const until = await db.selectFrom('statistic_until').selectAll().where('site_id', '=', siteId).executeTakeFirst()
  const { rows: clock } = await sql<{ now: Date }>`select clock_timestamp() as "now"`.execute(db)
  const now = clock[0]?.now ?? new Date(0)
  const countedUntil = until?.counted_until ?? null
  const parts = partsOf(wanted, { now, countedUntil })
  if (parts.length === 0) return { rows: [], countedUntil }
  // Of the evidence only the sum is shown, and it has the most labels.
  const { rows } = await sql<Counted>`
    select case when measure in ('entry', 'calibration', 'refused', 'blocked') then '' else at end as "at", measure, label,
      sum(count)::int as "count", sum(total) as "total"
    from (${sql.join(parts, sql` union all `)}) as counted
    where ${wanted.only ?? null}::text is null or measure = ${wanted.only ?? null}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db)
  return { rows, countedUntil }
}

function partsOf(
  { siteId, from, to, unit }: Wanted,
  { now, countedUntil }: { now: Date; countedUntil: Date | null },
): RawBuilder<unknown>[] {
  const begin = siteDayStart(from)
  const end = earliest(new Date(siteDayStart(to).getTime() + 24 * HOUR_MS), now)
  const until = countedUntil ?? new Date(0)
  // Before this day sums of days will do.
  const day = unit === 'day' ? siteDayStart(siteDay(earliest(until, end))) : begin
  const live = latest(begin, until, new Date(now.getTime() - MOST_LIVE_HOURS * HOUR_MS))
  const hours = latest(begin, day)
  return [
    ...(begin < day
      ? [
          sql`(select day::text as at, measure, label, count, total from statistic_day
          where site_id = ${siteId} and day >= ${from}::date and day < ${siteDay(day)}::date)`,
        ]
      : []),
    ...(hours < earliest(until, end)
      ? [
          sql`(select ${nameOf(unit)} as at, measure, label, count, total from statistic
          where site_id = ${siteId} and hour >= ${hours} and hour < ${earliest(until, end)})`,
        ]
      : []),
    ...(live < end
      ? [
          sql`(select ${nameOf(unit)} as at, measure, label, count, total
          from (${measures({ siteId, from: live, to: end })}) as measured)`,
        ]
      : []),
  ]
}

function nameOf(unit: 'day' | 'hour'): RawBuilder<unknown> {
  return unit === 'day'
    ? sql`${DAY_OF_HOUR}::text`
    : sql`to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
}

function earliest(...times: readonly Date[]): Date {
  return new Date(Math.min(...times.map((time) => time.getTime())))
}

function latest(...times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())))
}
