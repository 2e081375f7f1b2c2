import type { Db } from './database.ts'

interface SpentProof {
  readonly siteId: string
  readonly hash: Buffer
  readonly expiresAt: Date
}

/**
 * Marks a proof of work as spent, and tells whether this was the first time: of any number at once, in whatever process,
 * one is. In a transaction that is rolled back it was not spent.
 */
export async function spendProof(db: Db, { siteId, hash, expiresAt }: SpentProof): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spent_proof')
    .values({ site_id: siteId, hash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['site_id', 'hash']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets the proofs that would be refused as expired; returns how many. */
export async function deleteExpiredProofs(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('spent_proof').where('expires_at', '<', now).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
