import { sql, type Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import { recordEvents } from '../storage/changes.ts'
import type { Db } from '../storage/database.ts'
import { type ChainRow, continueChains, lastHash } from '../storage/events.ts'
import type { Database } from '../storage/schema.ts'
import { explainLoss, type LeaseKey, type LeaseLost, NO_LEASE } from './lease.ts'
import { dropTurns } from './training.ts'

export type Released = { readonly outcome: 'released' } | LeaseLost

interface Holder {
  readonly siteId: string
  readonly moderatorId: string
}

/** One comment with the token under which it is held. */
export interface LeaseToken {
  readonly commentId: string
  readonly leaseToken: string
}

/** Gives a leased comment back to its old place in the queue; a lease that has expired is lost and changes nothing. */
export async function release(db: Db, lease: LeaseKey): Promise<Released> {
  return db.transaction().execute(async (trx) => {
    const [released] = await releaseUnder(trx, lease, [lease])
    if (released || (await dropTurns(trx, lease, [lease])).length > 0) return { outcome: 'released' }
    return explainLoss(trx, lease)
  })
}

/** Gives back those of these leases that still hold, and returns which comments they were; the others change nothing. */
export async function releaseMany(db: Db, holder: Holder, leases: readonly LeaseToken[]): Promise<readonly string[]> {
  if (leases.length === 0) return []
  return releaseAnd(db, holder, leases)
}

/** Gives back everything that the moderator holds, as on signing out, and returns which comments it was. */
export async function releaseAll(db: Db, holder: Holder): Promise<readonly string[]> {
  return releaseAnd(db, holder, 'all')
}

/** With the training cards among them. */
async function releaseAnd(db: Db, holder: Holder, leases: readonly LeaseToken[] | 'all'): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const released = await releaseUnder(trx, holder, leases)
    const dropped = await dropTurns(trx, holder, leases)
    return [...released.map(({ commentId }) => commentId), ...dropped]
  })
}

interface ReleasedRow extends ChainRow {
  readonly commentId: string
  readonly queue: Queue | null
  readonly at: Date
}

/** Ends those of the leases that hold, in the caller's transaction, with their events, and returns the comments. */
export async function releaseUnder(
  trx: Transaction<Database>,
  { siteId, moderatorId }: Holder,
  leases: readonly LeaseToken[] | 'all',
): Promise<readonly ReleasedRow[]> {
  const { rows } = await sql<ReleasedRow>`
    with held as (
      select id, lease_queue, event_count as count, ${lastHash} as hash from comment
      where site_id = ${siteId} and lease_holder = ${moderatorId} and ${isAmong(leases)}
        and lease_expires_at > clock_timestamp()
      order by id for no key update
    )
    update comment set ${NO_LEASE}, event_count = event_count + 1
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

/** Each lease by its own token; the holder's other ones are left alone. */
function isAmong(leases: readonly LeaseToken[] | 'all') {
  if (leases === 'all') return sql`true`
  const ids = leases.map(({ commentId }) => commentId)
  const tokens = leases.map(({ leaseToken }) => leaseToken)
  return sql`(id, lease_token) in (select * from unnest(${ids}::uuid[], ${tokens}::uuid[]))`
}
