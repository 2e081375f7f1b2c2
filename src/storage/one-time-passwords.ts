import { sql, type Transaction } from 'kysely'
import { updateAccount } from './account.ts'
import type { Changing } from './change-people.ts'
import { appendPeopleEvent } from './people-events.ts'
import type { Database } from './schema.ts'
import { shutOut } from './shut-out.ts'

interface OneTimePassword extends Changing {
  readonly passwordHash: string
}

/** Gives a moderator a password that opens nothing but the choice of a new one; ends their sessions, on record. */
export async function setOneTimePassword(trx: Transaction<Database>, given: OneTimePassword): Promise<void> {
  const { siteId, moderatorId, by } = given
  await updateAccount(trx, given)
    .set({ password_hash: given.passwordHash, password_expired_at: sql<Date>`clock_timestamp()` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await shutOut(trx, given)
  await appendPeopleEvent(trx, { siteId, type: 'password_reset', by, subjectId: moderatorId })
}
