import { sql, type Transaction } from 'kysely'
import type { Account } from './account.ts'
import type { Database } from './schema.ts'

/** Who writes to many comments of a site at once: two of them would wait for each other's rows. */
export const manyComments = (siteId: string): string => `yueping_bulk ${siteId}`

/** Waits until nobody else has the turn of this name; it is the caller's until their transaction ends. */
export async function waitForTurn(trx: Transaction<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx)
}

/** Takes the turn of this name as `waitForTurn` does, or tells that somebody else has it. */
export async function tryTurn(trx: Transaction<Database>, name: string): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isMine"`.execute(trx)
  return rows[0]?.isMine === true
}

/** Waits for whatever else one moderator is doing that must come first, until the caller's transaction ends. */
export async function waitForModerator(trx: Transaction<Database>, { siteId, moderatorId }: Account): Promise<void> {
  await sql`
    select from moderator where site_id = ${siteId} and id = ${moderatorId} for no key update`.execute(trx)
}
