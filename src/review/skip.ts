import { sql } from 'kysely'
import type { SkipReason } from '../moderation/skip.ts'
import type { Db } from '../storage/database.ts'
import { releaseUnder } from '../storage/end-leases.ts'
import { appendEvents } from '../storage/events.ts'
import { dropTurns } from '../storage/training-turns.ts'
import { explainLoss, type LeaseKey, type LeaseLost } from './lease.ts'

export type Skipped = { readonly outcome: 'skipped' } | LeaseLost

/**
 * Gives a leased comment back to its place in the queue, and to this moderator again only when nothing else is left;
 * of those that they skipped, the one skipped longest ago then comes first. A decision on it forgets the skip.
 */
export async function skip(db: Db, lease: LeaseKey & { readonly reason: SkipReason }): Promise<Skipped> {
  return db.transaction().execute(async (trx) => {
    const { siteId, commentId, moderatorId, reason } = lease
    const act = { type: 'comment.skipped', detail: { reason } } as const
    const [released] = await releaseUnder(trx, lease, [lease])
    if (!released && (await dropTurns(trx, lease, { leases: [lease], act })).length > 0) return { outcome: 'skipped' }
    if (!released) return explainLoss(trx, lease)
    await trx
      .insertInto('skip')
      .values({ site_id: siteId, comment_id: commentId, moderator_id: moderatorId, skipped_at: released.at })
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'comment_id', 'moderator_id'])
          .doUpdateSet({ skipped_at: sql`excluded.skipped_at` }),
      )
      .execute()
    const actor = { kind: 'moderator', id: moderatorId } as const
    await appendEvents(trx, { siteId, commentId, at: released.at }, [{ ...act, actor }])
    return { outcome: 'skipped' }
  })
}
