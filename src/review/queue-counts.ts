import { sql } from 'kysely'
import { QUEUE_POLICY, QUEUES, type Queue } from '../moderation/queue.ts'
import type { Db } from '../storage/database.ts'
import { PREPARED } from '../storage/prepared.ts'

/** One queue in numbers, by the database's clock. */
export interface QueueCount {
  readonly queue: Queue
  /** All that wait, leased ones among them. */
  readonly waiting: number
  /** How long the one asked first waits, whole seconds; `null` where nothing waits. */
  readonly oldestSeconds: number | null
  /** 95 of 100 wait no longer than this many seconds; `null` where nothing waits. */
  readonly p95Seconds: number | null
  readonly targetMinutes: number
  /** Until the oldest has waited as long as the service level allows; below 0 it is overdue. */
  readonly secondsLeft: number | null
}

interface Row {
  readonly queue: Queue
  readonly waiting: number
  readonly oldest: number
  readonly p95: number
}

/**
 * Counts every queue of a site, in the order of `QUEUES`, exactly: the count is kept by triggers, and the age at a rank
 * is read off the index by its offset, a twentieth of the queue.
 */
export async function countQueues(db: Db, siteId: string): Promise<readonly QueueCount[]> {
  // The age is reckoned of the one row that is meant: with the offset below it, it would be of every row passed by.
  const { rows } = await sql<Row>`
    ${PREPARED} select queue, waiting, ${ageOf('oldest')} as "oldest", ${ageOf('p95')} as "p95" from (
      select queue, waiting,
        (select since from waiting where site_id = ${siteId} and queue = counted.queue order by since limit 1) as oldest,
        (
          select since from waiting where site_id = ${siteId} and queue = counted.queue
          order by since offset counted.waiting / 20 limit 1
        ) as p95
      from (
        select queue, sum(waiting)::int as waiting from waiting_count where site_id = ${siteId} group by queue
      ) as counted
      where counted.waiting > 0
    ) as found`.execute(db)
  const found = new Map(rows.map((row) => [row.queue, row]))
  return QUEUES.map((queue) => {
    const { targetMinutes } = QUEUE_POLICY[queue]
    const { waiting = 0, oldest = null, p95 = null } = found.get(queue) ?? {}
    const secondsLeft = oldest === null ? null : targetMinutes * 60 - oldest
    return { queue, waiting, oldestSeconds: oldest, p95Seconds: p95, targetMinutes, secondsLeft }
  })
}

function ageOf(column: 'oldest' | 'p95') {
  return sql`greatest(0, floor(extract(epoch from clock_timestamp() - ${sql.ref(column)})))::int`
}

/**
 * Adds the shards of connections that are gone to one, so that there are never many. Those in use are skipped: nobody
 * waits for this, and it waits for nobody. Returns how many rows went.
 */
export async function foldQueueCounts(db: Db): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with idle as (
      select site_id, queue, shard from waiting_count where shard <> 0 for update skip locked
    ), gone as (
      delete from waiting_count using idle
      where waiting_count.site_id = idle.site_id and waiting_count.queue = idle.queue and waiting_count.shard = idle.shard
      returning waiting_count.*
    ), kept as (
      insert into waiting_count as counted
      select site_id, queue, 0, sum(waiting) from gone group by site_id, queue
      on conflict (site_id, queue, shard) do update set waiting = counted.waiting + excluded.waiting
    )
    select count(*)::int as folded from gone`.execute(db)
  return rows[0]?.folded ?? 0
}
