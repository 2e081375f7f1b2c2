import { sql } from 'kysely'
import { LATELY_LIMIT } from '../moderation/review-value.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'

/** Beyond this an exact place tells nobody anything, and counting to it would read the whole queue. */
export const AHEAD_LIMIT = 1_000

interface Receiving {
  readonly siteId: string
  readonly articleId: string
  readonly since: Date
}

/** Returns how many comments the article received since then, in any status, and no more than 1000. */
export async function countLately(db: Db, { siteId, articleId, since }: Receiving): Promise<number> {
  const { lately } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('comment')
        .select(sql`1`.as('one'))
        .where('site_id', '=', siteId)
        .where('article_id', '=', articleId)
        .where('created_at', '>', since)
        .limit(LATELY_LIMIT)
        .as('received'),
    )
    .select(sql<number>`count(*)::int`.as('lately'))
    .executeTakeFirstOrThrow()
  return lately
}

/** Returns how many held comments of the site have their turn before `queueAt`, and no more than 1000. */
export async function countHeldBefore(db: Db, siteId: string, queueAt: Date): Promise<number> {
  const { ahead } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('waiting')
        .select(sql`1`.as('one'))
        .where('site_id', '=', siteId)
        .where('queue', '=', 'held')
        .where('queue_at', '<', queueAt)
        .limit(AHEAD_LIMIT)
        .as('earlier'),
    )
    .select(sql<number>`count(*)::int`.as('ahead'))
    .executeTakeFirstOrThrow()
  return ahead
}

/** Returns for each of these comments, in one statement, how many held ones have their turn before it, at most 1000. */
export async function countHeldBeforeEach(
  db: Db,
  siteId: string,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (commentIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; ahead: number }>`
    select asked.id, (
      select count(*)::int from (
        select 1 from waiting
        where site_id = asked.site_id and queue = 'held' and queue_at < asked.queue_at
        limit ${AHEAD_LIMIT}
      ) as earlier
    ) as ahead
    from comment as asked
    where asked.site_id = ${siteId} and asked.id = any(${commentIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ahead }) => [id, ahead]))
}

/** Enough to be typical of now. */
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
        .where(isInForce)
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
