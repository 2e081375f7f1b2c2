import type { Transaction } from 'kysely'
import { recordEvents } from '../storage/changes.ts'
import { type ChainRow, continueChains } from '../storage/events.ts'
import type { Database } from '../storage/schema.ts'
import type { Claimed } from './lease.ts'

/** A lease as it was just taken, its event still to be written. */
export interface NewLease extends Claimed, ChainRow {
  readonly claimedAt: Date
}

interface Holder {
  readonly siteId: string
  readonly moderatorId: string
  readonly seconds: number
}

/** Tells the log and everyone who watches, in the transaction that took the leases. */
export async function recordClaims(
  trx: Transaction<Database>,
  { siteId, moderatorId, seconds }: Holder,
  claimed: readonly NewLease[],
): Promise<void> {
  if (claimed.length === 0) return
  const actor = { kind: 'moderator', id: moderatorId } as const
  const events = await continueChains(
    trx,
    siteId,
    claimed.map(({ commentId, claimedAt: at, count, hash, queue }) => ({
      commentId,
      at,
      count,
      hash,
      events: [{ type: 'lease.claimed', actor, detail: { seconds, queue } }],
    })),
  )
  await recordEvents(
    trx,
    events,
    claimed.map(({ commentId, queue }) => ({
      site_id: siteId,
      type: 'claimed',
      queue,
      comment_id: commentId,
      moderator_id: moderatorId,
    })),
  )
}
