import { sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

interface OneTimePassword {
  readonly siteId: string
  readonly moderatorId: string
  readonly passwordHash: string
}

/** Gives a moderator a password that opens nothing but the choice of a new one; ends their sessions and a lockout. */
export async function setOneTimePassword(trx: Transaction<Database>, given: OneTimePassword): Promise<void> {
  await trx
    .updateTable('moderator')
    .set({
      password_hash: given.passwordHash,
      password_expired_at: sql<Date>`clock_timestamp()`,
      failed_sign_ins: 0,
      locked_until: null,
    })
    .where('site_id', '=', given.siteId)
    .where('id', '=', given.moderatorId)
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .deleteFrom('session')
    .where('site_id', '=', given.siteId)
    .where('moderator_id', '=', given.moderatorId)
    .execute()
}
