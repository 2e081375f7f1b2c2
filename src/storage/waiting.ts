import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Returns how many held comments of the site were written before `at`: how many are ahead in the queue. */
export async function countHeldBefore(db: Db, siteId: string, at: Date): Promise<number> {
  const { count } = await db
    .selectFrom('comment')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('site_id', '=', siteId)
    .where('status', '=', 'held')
    .where('created_at', '<', at)
    .executeTakeFirstOrThrow()
  return count
}

/** Enough to be typical of now, few enough to be read on every held comment. */
const DECISIONS = 200

/** Of fewer than this nothing typical can be said. */
const FEWEST_DECISIONS = 5

/**
 * Returns the whole minutes, rounded up, within which nine of ten of the moderators' last 200 decisions came after
 * their comments were written, or `null` when there are fewer than 5.
 */
export async function typicalDecisionMinutes(db: Db, siteId: string): Promise<number | null> {
  const { decisions, seconds } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('decision')
        .innerJoin('comment', (join) =>
          join.onRef('comment.site_id', '=', 'decision.site_id').onRef('comment.id', '=', 'decision.comment_id'),
        )
        .select(sql<number>`extract(epoch from decision.decided_at - comment.created_at)`.as('seconds'))
        .where('decision.site_id', '=', siteId)
        .where('moderator_id', 'is not', null)
        .orderBy('decision.decided_at', 'desc')
        .limit(DECISIONS)
        .as('recent'),
    )
    .select([
      sql<number>`count(*)::int`.as('decisions'),
      sql<number | null>`percentile_cont(0.9) within group (order by seconds::float8)`.as('seconds'),
    ])
    .executeTakeFirstOrThrow()
  return decisions < FEWEST_DECISIONS || seconds === null ? null : Math.max(1, Math.ceil(seconds / 60))
}
