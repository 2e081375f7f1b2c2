import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { Database } from '../storage/schema.ts'

/** Long enough to read a hard comment and its article, short enough that an abandoned one is soon seen by another. */
export const LEASE_SECONDS = 600

/** One moderator's exclusive, expiring hold on one comment. */
export interface LeaseKey {
  readonly siteId: string
  readonly commentId: string
  readonly moderatorId: string
  readonly leaseToken: string
}

/**
 * The lease does not hold any more, or never did, and nothing was changed.
 *
 * - `expired`: it ran out, or was given back, and nobody else holds the comment
 * - `taken`: another moderator holds the comment now; `holder` is their display name
 * - `decided`: the comment is not in the queue any more
 * - `withdrawn`: its author took it back
 */
export interface LeaseLost {
  readonly outcome: 'lease_lost'
  readonly reason: 'expired' | 'taken' | 'decided' | 'withdrawn'
  readonly holder: string | null
}

/** The condition that every write under a lease repeats: the right holder, the right token, not expired right now. */
export function isHeldUnder(
  eb: ExpressionBuilder<Database, 'comment'>,
  { siteId, commentId, moderatorId, leaseToken }: LeaseKey,
) {
  return eb.and([
    eb('comment.site_id', '=', siteId),
    eb('comment.id', '=', commentId),
    eb('comment.status', '=', 'held'),
    eb('comment.lease_holder', '=', moderatorId),
    eb('comment.lease_token', '=', leaseToken),
    isLive,
  ])
}

/** The database's clock, not the transaction's start: a lease may run out while a statement waits for the row. */
const isLive = sql<SqlBool>`comment.lease_expires_at > clock_timestamp()`

/** The columns of a comment that nobody holds. */
export const NO_LEASE = { lease_holder: null, lease_token: null, lease_expires_at: null } as const

/** Tells why a write under the lease changed nothing. */
export async function explainLoss(db: Db, { siteId, commentId, moderatorId }: LeaseKey): Promise<LeaseLost> {
  const comment = await db
    .selectFrom('comment')
    .leftJoin('moderator', (join) =>
      join
        .onRef('moderator.site_id', '=', 'comment.site_id')
        .onRef('moderator.id', '=', 'comment.lease_holder')
        .on(isLive)
        .on('moderator.id', '!=', moderatorId),
    )
    .select(['status', 'moderator.display_name as holder'])
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .executeTakeFirst()
  const holder = comment?.holder ?? null
  if (comment?.status === 'withdrawn') return { outcome: 'lease_lost', reason: 'withdrawn', holder }
  if (comment && comment.status !== 'held') return { outcome: 'lease_lost', reason: 'decided', holder }
  return { outcome: 'lease_lost', reason: holder === null ? 'expired' : 'taken', holder }
}
