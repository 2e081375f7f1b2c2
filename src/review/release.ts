import type { Account } from '../storage/account.ts'
import type { Db } from '../storage/database.ts'
import { endLeases, releaseUnder } from '../storage/end-leases.ts'
import type { LeaseToken } from '../storage/lease-tokens.ts'
import { dropTurns } from '../storage/training-turns.ts'
import { explainLoss, type LeaseKey, type LeaseLost } from './lease.ts'

export type Released = { readonly outcome: 'released' } | LeaseLost

/** Gives a leased comment back to its old place in the queue; a lease that has expired is lost and changes nothing. */
export async function release(db: Db, lease: LeaseKey): Promise<Released> {
  return db.transaction().execute(async (trx) => {
    const [released] = await releaseUnder(trx, lease, [lease])
    if (released || (await dropTurns(trx, lease, { leases: [lease] })).length > 0) return { outcome: 'released' }
    return explainLoss(trx, lease)
  })
}

/** Gives back those of these leases that still hold, and returns which comments they were; the others change nothing. */
export async function releaseMany(db: Db, holder: Account, leases: readonly LeaseToken[]): Promise<readonly string[]> {
  if (leases.length === 0) return []
  return db.transaction().execute((trx) => endLeases(trx, holder, leases))
}

/** Gives back everything that the moderator holds, as on signing out, and returns which comments it was. */
export async function releaseAll(db: Db, holder: Account): Promise<readonly string[]> {
  return db.transaction().execute((trx) => endLeases(trx, holder))
}
