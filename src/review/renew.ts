import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost } from './lease.ts'

export type Renewed = { readonly outcome: 'renewed'; readonly expiresAt: Date } | LeaseLost

/**
 * Gives a lease that still holds `seconds` more from now; one that has expired stays lost, even if nobody took it since.
 * Renewing leaves no event: the log tells who claimed and who gave back, and the next claim that nobody held any more.
 */
export async function renew(db: Db, lease: LeaseKey & { readonly seconds: number }): Promise<Renewed> {
  const renewed = await db
    .updateTable('comment')
    .set({ lease_expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${lease.seconds})` })
    .where((eb) => isHeldUnder(eb, lease))
    .returning((eb) => eb.ref('lease_expires_at').$notNull().as('expiresAt'))
    .executeTakeFirst()
  return renewed ? { outcome: 'renewed', expiresAt: renewed.expiresAt } : explainLoss(db, lease)
}
