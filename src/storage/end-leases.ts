import { sql, type Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { Account } from './account.ts'
import { recordEvents } from './changes.ts'
import { type ChainRow, continueChains, lastHash } from './events.ts'
import { isAmong, type LeaseToken } from './lease-tokens.ts'
import { SET_NO_LEASE } from './no-lease.ts'
import type { Database } from './schema.ts'
import { dropTurns } from './training-turns.ts'

/**
 * Gives back what a moderator holds, all of it unless some leases are named, with the training cards among it, and returns
 * which comments it was. One that has run out, or is held under another token, stays as it is.
 */
export async function endLeases(
  trx: Transaction<Database>,
  holder: Account,
  leases: readonly LeaseToken[] | 'all' = 'all',
): Promise<readonly string[]> {
  const released = await releaseUnder(trx, holder, leases)
  const dropped = await dropTurns(trx, holder, { leases })
  return [...released.map(({ commentId }) => commentId), ...dropped]
}

interface ReleasedRow extends ChainRow {
  readonly commentId: string
  readonly queue: Queue | null
  readonly at: Date
}

/** Ends those of the leases that hold, in the caller's transaction, with their events, and returns the comments. */
export async function releaseUnder(
  trx: Transaction<Database>,
  { siteId, moderatorId }: Account,
  leases: readonly LeaseToken[] | 'all',
): Promise<readonly ReleasedRow[]> {
  const { rows } = await sql<ReleasedRow>`
    with held as (
      select id, lease_queue, event_count as count, ${lastHash} as hash from comment
      where site_id = ${siteId} and lease_holder = ${moderatorId} and ${isAmong(sql`id`, leases)}
        and lease_expires_at > clock_timestamp()
      order by id for no key update
    )
    update comment set ${SET_NO_LEASE}, event_count = event_count + 1
    from held where comment.site_id = ${siteId} and comment.id = held.id
    returning comment.id as "commentId", held.lease_queue as "queue", clock_timestamp() as "at",
      held.count, held.hash`.execute(trx)
  if (rows.length === 0) return rows
  const actor = { kind: 'moderator', id: moderatorId } as const
  const events = await continueChains(
    trx,
    siteId,
    rows.map((row) => ({ ...row, events: [{ type: 'lease.released', actor, detail: {} }] })),
  )
  await recordEvents(
    trx,
    events,
    rows.map(({ commentId, queue }) => ({
      site_id: siteId,
      type: 'released',
      queue,
      comment_id: commentId,
      moderator_id: moderatorId,
    })),
  )
  return rows
}
