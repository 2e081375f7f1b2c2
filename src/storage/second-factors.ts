import { sql, type Transaction } from 'kysely'
import { type Account, updateAccount } from './account.ts'
import type { Db } from './database.ts'
import { appendPeopleEvent, type By } from './people-events.ts'
import type { Database } from './schema.ts'

/** Stores a secret that is offered to the moderator; it counts for nothing until confirmed. False where one is confirmed already. */
export async function offerSecondFactor(db: Db, account: Account, totpSealed: Buffer): Promise<boolean> {
  const offered = await updateAccount(db, account)
    .set({ totp_sealed: totpSealed, totp_last_step: null })
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return offered.numUpdatedRows > 0n
}

interface Confirmation extends Account {
  /** The 30-second step of the code that confirmed it. */
  readonly step: number
  readonly codeHashes: readonly Buffer[]
}

/** Puts the offered second factor into force with its recovery codes; false where none is offered or one is in force. */
export async function confirmSecondFactor(trx: Transaction<Database>, confirmation: Confirmation): Promise<boolean> {
  const { siteId, moderatorId, step, codeHashes } = confirmation
  const confirmed = await updateAccount(trx, confirmation)
    .set({ totp_confirmed_at: sql<Date>`clock_timestamp()`, totp_last_step: String(step) })
    .where('totp_confirmed_at', 'is', null)
    .where('totp_sealed', 'is not', null)
    .executeTakeFirstOrThrow()
  if (confirmed.numUpdatedRows === 0n) return false
  await deleteRecoveryCodes(trx, confirmation)
  await trx
    .insertInto('recovery_code')
    .values(codeHashes.map((hash) => ({ site_id: siteId, moderator_id: moderatorId, code_hash: hash })))
    .execute()
  await appendPeopleEvent(trx, {
    siteId,
    type: 'second_factor_on',
    by: { actor: 'moderator', moderatorId },
    subjectId: moderatorId,
  })
  return true
}

/** Takes the code of a step; false when that code or a later one was taken before, even in this very moment. */
export async function takeStep(db: Db, account: Account, step: number): Promise<boolean> {
  const taken = await updateAccount(db, account)
    .set({ totp_last_step: String(step) })
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', String(step))]))
    .executeTakeFirstOrThrow()
  return taken.numUpdatedRows > 0n
}

/** Uses up a recovery code; false when it is none of the moderator's, or no longer. */
export async function takeRecoveryCode(db: Db, account: Account, codeHash: Buffer): Promise<boolean> {
  const { siteId, moderatorId } = account
  const taken = await db
    .deleteFrom('recovery_code')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirstOrThrow()
  if (taken.numDeletedRows === 0n) return false
  const by = { actor: 'moderator', moderatorId } as const
  await appendPeopleEvent(db, { siteId, type: 'recovery_code_used', by, subjectId: moderatorId })
  return true
}

/** Returns how many recovery codes are left. */
export async function countRecoveryCodes(db: Db, { siteId, moderatorId }: Account): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

interface Dropping extends Account {
  readonly by: By
}

/** Takes the second factor off the account with its recovery codes, and records who did; nothing happens where there is none. */
export async function dropSecondFactor(trx: Transaction<Database>, { by, ...account }: Dropping): Promise<void> {
  const { siteId, moderatorId } = account
  const dropped = await updateAccount(trx, account)
    .set({ totp_sealed: null, totp_confirmed_at: null, totp_last_step: null })
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirstOrThrow()
  if (dropped.numUpdatedRows === 0n) return
  await deleteRecoveryCodes(trx, account)
  const isOwn = by.actor === 'moderator' && by.moderatorId === moderatorId
  const type = isOwn ? 'second_factor_off' : 'second_factor_reset'
  await appendPeopleEvent(trx, { siteId, type, by, subjectId: moderatorId })
}

async function deleteRecoveryCodes(trx: Transaction<Database>, { siteId, moderatorId }: Account): Promise<void> {
  await trx.deleteFrom('recovery_code').where('site_id', '=', siteId).where('moderator_id', '=', moderatorId).execute()
}
