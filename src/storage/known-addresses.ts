import { sql } from 'kysely'
import type { Account } from './account.ts'
import type { Db } from './database.ts'

/** Whoever is away longer is a stranger again. */
const REMEMBERED_DAYS = 180

interface Known extends Account {
  /** HMAC of the address group. */
  readonly addressKey: Buffer
}

/** Tells whether the moderator has signed in from this address in the last 180 days. */
export async function isKnownAddress(db: Db, { siteId, moderatorId, addressKey }: Known): Promise<boolean> {
  const row = await db
    .selectFrom('known_address')
    .select('signed_in_at')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .where('address_key', '=', addressKey)
    .where('signed_in_at', '>', sql<Date>`now() - make_interval(days => ${REMEMBERED_DAYS})`)
    .executeTakeFirst()
  return row !== undefined
}

/** Remembers that the moderator has signed in from this address. */
export async function rememberAddress(db: Db, { siteId, moderatorId, addressKey }: Known): Promise<void> {
  const now = sql<Date>`clock_timestamp()`
  await db
    .insertInto('known_address')
    .values({ site_id: siteId, moderator_id: moderatorId, address_key: addressKey, signed_in_at: now })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'moderator_id', 'address_key']).doUpdateSet({ signed_in_at: now }),
    )
    .execute()
}

/** Forgets the addresses that nobody has signed in from for 180 days, and returns how many. */
export async function deleteOldAddresses(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('known_address')
    .where('signed_in_at', '<', sql<Date>`now() - make_interval(days => ${REMEMBERED_DAYS})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
