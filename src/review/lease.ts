import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { Db } from '../storage/database.ts'
import { isInForce } from '../storage/decisions.ts'
import { isKeptFrom } from '../storage/kept-from.ts'

/** Long enough to read a hard comment and its article, short enough that an abandoned one is soon seen by another. */
export const LEASE_SECONDS = 600

/** Comments that one moderator holds at once, at most: a batch on the desk, and what was opened beside it. */
export const LEASES_HELD = 20

/** One moderator's exclusive, expiring hold on one comment, whatever its status. */
export interface LeaseKey {
  readonly siteId: string
  readonly commentId: string
  readonly moderatorId: string
  readonly leaseToken: string
}

/** A comment leased to a moderator until `expiresAt`. */
export interface Claimed {
  readonly commentId: string
  readonly leaseToken: string
  readonly expiresAt: Date
  /** Where it was claimed; `null` where it was claimed by its id. */
  readonly queue: Queue | null
}

/**
 * The lease does not hold any more, or never did, and nothing was changed.
 *
 * - `expired`: it ran out, or was given back, and nobody else holds the comment
 * - `taken`: another moderator holds the comment now; `holder` is their display name
 * - `wrong_token`: the moderator holds the comment, under another token
 * - `decided`: it was decided since the moderator claimed it, or is decided and they never did; never where that is kept
 *   from them, for it would spoil the second look, or the training card, that they may still be given
 * - `withdrawn`: its author took it back
 * - `edited`: its author has changed the text since the moderator claimed it
 */
export interface LeaseLost {
  readonly outcome: 'lease_lost'
  readonly reason: 'expired' | 'taken' | 'wrong_token' | 'decided' | 'withdrawn' | 'edited'
  readonly holder: string | null
}

/** The condition on `comment` that every write under a lease repeats: right holder, right token, not expired right now. */
export function isHeldUnder({ siteId, commentId, moderatorId, leaseToken }: LeaseKey): RawBuilder<SqlBool> {
  return sql`comment.site_id = ${siteId} and comment.id = ${commentId} and comment.lease_holder = ${moderatorId}
    and comment.lease_token = ${leaseToken} and ${isLive}`
}

/** The database's clock, not the transaction's start: a lease may run out while a statement waits for the row. */
const isLive = sql<SqlBool>`comment.lease_expires_at > clock_timestamp()`

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
    .select(wasDecidedSince(moderatorId).as('isDecided'))
    .select(sql<boolean>`coalesce(edited_at >= ${lastClaim(moderatorId)}, false)`.as('isEdited'))
    .select(sql<boolean>`coalesce(lease_holder = ${moderatorId} and ${isLive}, false)`.as('isOwn'))
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .executeTakeFirst()
  const holder = comment?.holder ?? null
  if (comment?.status === 'withdrawn') return { outcome: 'lease_lost', reason: 'withdrawn', holder }
  if (comment?.isEdited && !comment.isOwn) return { outcome: 'lease_lost', reason: 'edited', holder }
  if (comment?.isDecided) return { outcome: 'lease_lost', reason: 'decided', holder }
  if (comment?.isOwn) return { outcome: 'lease_lost', reason: 'wrong_token', holder }
  return { outcome: 'lease_lost', reason: holder === null ? 'expired' : 'taken', holder }
}

/** By the log, which tells when the moderator claimed the comment last, if ever. */
function wasDecidedSince(moderatorId: string) {
  return sql<boolean>`comment.status <> 'held' and not ${isKeptFrom(moderatorId)} and exists (
    select from decision
    where decision.site_id = comment.site_id and decision.comment_id = comment.id and ${isInForce}
      and decided_at >= coalesce(${lastClaim(moderatorId)}, '-infinity')
  )`
}

function lastClaim(moderatorId: string) {
  return sql<Date | null>`(
    select max(occurred_at) from event
    where event.site_id = comment.site_id and event.comment_id = comment.id and type = 'lease.claimed'
      and actor ->> 'id' = ${moderatorId}
  )`
}
