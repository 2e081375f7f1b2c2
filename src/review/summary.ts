import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'

/** The queue in numbers, for one moderator. */
export interface QueueSummary {
  /** Held comments, leased ones among them. */
  readonly held: number
  /** How long the one that has waited longest waits, whole seconds; `null` when the queue is empty. */
  readonly oldestSeconds: number | null
  /** Decisions of this moderator in the last 12 hours. */
  readonly decidedToday: number
}

/** Counts what waits on the site and what the moderator decided in the last 12 hours, by the database's clock. */
export async function summarize(db: Db, siteId: string, moderatorId: string): Promise<QueueSummary> {
  return db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('comment')
        .select(sql<number>`count(*)::int`.as('held'))
        .where('site_id', '=', siteId)
        .where('status', '=', 'held')
        .$asScalar()
        .$notNull()
        .as('held'),
      eb
        .selectFrom('comment')
        .select(sql<number>`greatest(0, floor(extract(epoch from clock_timestamp() - created_at)))::int`.as('seconds'))
        .where('site_id', '=', siteId)
        .where('status', '=', 'held')
        .orderBy('created_at')
        .orderBy('id')
        .limit(1)
        .$asScalar()
        .as('oldestSeconds'),
      eb
        .selectFrom('decision')
        .select(sql<number>`count(*)::int`.as('decided'))
        .where('site_id', '=', siteId)
        .where('moderator_id', '=', moderatorId)
        .where('decided_at', '>', sql<Date>`now() - interval '12 hours'`)
        .$asScalar()
        .$notNull()
        .as('decidedToday'),
    ])
    .executeTakeFirstOrThrow()
}
