import { sql, type Transaction } from 'kysely'
import { SITE_HOURS_AHEAD } from '../../moderation/time-zone.ts'
import type { Db } from '../database.ts'
import type { Database } from '../schema.ts'
import { waitForTurn } from '../turn.ts'
import { measures, type Span } from './measures.ts'

const HOUR_MS = 3_600_000

/** So many hours are counted in one transaction, and the last ones again: what committed late was not there before. */
const HOURS_AT_ONCE = 24
const COUNTED_AGAIN_HOURS = 2

/** The day of the site of an hour. */
export const DAY_OF_HOUR = sql`((hour + make_interval(hours => ${SITE_HOURS_AHEAD})) at time zone 'UTC')::date`

/**
 * Counts a site's hours up to the running one, which is left out, from where the last count stopped, and those again in
 * which decisions were made that were undone since. Counting twice changes nothing. Returns how many hours were
 * counted; 0 where the site has no comment, or some that cannot be searched yet.
 */
export async function countStatistics(db: Db, siteId: string): Promise<number> {
  const begun = await findBegin(db, siteId)
  if (!begun) return 0
  let counted = 0
  for (let from = begun.from; from < begun.until; ) {
    const to = new Date(Math.min(from.getTime() + HOURS_AT_ONCE * HOUR_MS, begun.until.getTime()))
    await countSpan(db, { siteId, from, to })
    counted += (to.getTime() - from.getTime()) / HOUR_MS
    from = to
  }
  for (const hour of begun.undone) {
    await countSpan(db, { siteId, from: hour, to: new Date(hour.getTime() + HOUR_MS) })
    counted += 1
  }
  // At the end, so that a count that breaks off looks for the same undone decisions again.
  await db.updateTable('statistic_until').set({ counted_at: begun.at }).where('site_id', '=', siteId).execute()
  return counted
}

interface Begin {
  readonly at: Date
  readonly from: Date
  readonly until: Date
  readonly undone: readonly Date[]
}

interface Found {
  readonly at: Date
  readonly first: Date | null
  readonly until: Date
  readonly counted: Date | null
  readonly left: boolean
  readonly undone: readonly Date[]
}

async function findBegin(db: Db, siteId: string): Promise<Begin | undefined> {
  const { rows } = await sql<Found>`
    select clock_timestamp() as "at", (select date_bin('1 hour', min(created_at), 'epoch'::timestamptz) from comment where site_id = ${siteId}) as "first",
      date_bin('1 hour', clock_timestamp(), 'epoch'::timestamptz) as "until", counted_until as "counted",
      exists (select from search_unfilled where site_id = ${siteId}) as "left", (
        select coalesce(array_agg(distinct date_bin('1 hour', decided_at, 'epoch'::timestamptz)), '{}')
        from undo join decision on decision.site_id = undo.site_id and decision.comment_id = undo.comment_id
          and decision.id = undo.decision_id
        where undo.site_id = ${siteId} and undone_at >= counted_at - make_interval(hours => ${COUNTED_AGAIN_HOURS})
          and decided_at < counted_until
      ) as "undone"
    from (select ${siteId}::text as id) as one left join statistic_until on site_id = one.id`.execute(db)
  const [found] = rows
  if (!found?.first || found.left) return undefined
  const again = found.counted && new Date(found.counted.getTime() - COUNTED_AGAIN_HOURS * HOUR_MS)
  const from = again && again > found.first ? again : found.first
  return { at: found.at, from, until: found.until, undone: found.undone.filter((hour) => hour < from) }
}

/** All of a span or nothing, one after the other. */
async function countSpan(db: Db, span: Span): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { siteId, from, to } = span
    await waitForTurn(trx, `yueping_statistics ${siteId}`)
    await trx
      .deleteFrom('statistic')
      .where('site_id', '=', siteId)
      .where('hour', '>=', from)
      .where('hour', '<', to)
      .execute()
    await sql`
      insert into statistic (site_id, hour, measure, label, count, total)
      select ${siteId}, hour, measure, label, count, total from (${measures(span)}) as measured`.execute(trx)
    await foldDays(trx, span)
    await sql`
      insert into statistic_until (site_id, counted_until, counted_at) values (${siteId}, ${to}, clock_timestamp())
      on conflict (site_id) do update
        set counted_until = greatest(statistic_until.counted_until, excluded.counted_until)`.execute(trx)
  })
}

async function foldDays(trx: Transaction<Database>, { siteId, from, to }: Span): Promise<void> {
  const ahead = sql`make_interval(hours => ${SITE_HOURS_AHEAD})`
  const days = sql`
    select day::date from generate_series(
      ((${from}::timestamptz + ${ahead}) at time zone 'UTC')::date::timestamp,
      ((${to}::timestamptz - interval '1 millisecond' + ${ahead}) at time zone 'UTC')::date::timestamp, '1 day'
    ) as day`
  await sql`delete from statistic_day where site_id = ${siteId} and day in (${days})`.execute(trx)
  await sql`
    insert into statistic_day (site_id, day, measure, label, count, total)
    select ${siteId}, days.day, measure, label, sum(count), sum(total)
    from (${days}) as days join statistic on statistic.site_id = ${siteId}
      and hour >= (days.day::timestamp at time zone 'UTC') - ${ahead}
      and hour < ((days.day + 1)::timestamp at time zone 'UTC') - ${ahead}
    group by days.day, measure, label`.execute(trx)
}
