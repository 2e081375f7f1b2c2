import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import { appendEvents } from '../storage/events.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost, NO_LEASE } from './lease.ts'

export type Released = { readonly outcome: 'released' } | LeaseLost

/** Gives a leased comment back to its old place in the queue; a lease that has expired is lost and changes nothing. */
export async function release(db: Db, lease: LeaseKey): Promise<Released> {
  return db.transaction().execute(async (trx) => {
    const released = await trx
      .updateTable('comment')
      .set(NO_LEASE)
      .where((eb) => isHeldUnder(eb, lease))
      .returning(sql<Date>`clock_timestamp()`.as('at'))
      .executeTakeFirst()
    if (!released) return explainLoss(trx, lease)
    const { siteId, commentId, moderatorId } = lease
    await appendEvents(trx, { siteId, commentId, at: released.at }, [
      { type: 'lease.released', actor: { kind: 'moderator', id: moderatorId }, detail: {} },
    ])
    return { outcome: 'released' }
  })
}
