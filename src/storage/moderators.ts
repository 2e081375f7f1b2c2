import { type Selectable, sql, type Transaction } from 'kysely'
import type { Db } from './database.ts'
import type { Database, ModeratorTable, Role } from './schema.ts'
import { hashSessionToken } from './sessions.ts'

export type Moderator = Selectable<ModeratorTable>

interface NewModerator {
  readonly siteId: string
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly passwordHash: string
  /** A one-time password: it opens nothing but the choice of a new one. */
  readonly isOneTime: boolean
}

export type ModeratorCreated =
  | { readonly outcome: 'created'; readonly moderator: Moderator }
  | { readonly outcome: 'username_taken' }

/** Makes a moderator unless the site has one of that username already. */
export async function createModerator(db: Db, created: NewModerator): Promise<ModeratorCreated> {
  const moderator = await db
    .insertInto('moderator')
    .values({
      site_id: created.siteId,
      id: created.id,
      username: created.username,
      display_name: created.displayName,
      role: created.role,
      password_hash: created.passwordHash,
      password_expired_at: created.isOneTime ? sql<Date>`clock_timestamp()` : null,
    })
    .onConflict((conflict) => conflict.columns(['site_id', 'username']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return moderator ? { outcome: 'created', moderator } : { outcome: 'username_taken' }
}

/** Returns the moderator of this exact username, disabled or not, or `undefined`. */
export async function findModeratorByUsername(
  db: Db,
  siteId: string,
  username: string,
): Promise<Moderator | undefined> {
  return db
    .selectFrom('moderator')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .executeTakeFirst()
}

/** Tells whether the site has any moderator at all, disabled ones included. */
export async function hasModerators(db: Db, siteId: string): Promise<boolean> {
  const row = await db.selectFrom('moderator').select('id').where('site_id', '=', siteId).limit(1).executeTakeFirst()
  return row !== undefined
}

interface NewPassword {
  readonly siteId: string
  readonly moderatorId: string
  readonly passwordHash: string
  /** The session that stays, `null` when a new password comes from elsewhere. */
  readonly sessionToken: string | null
}

/** Replaces the password, which is no one-time one any more, and ends every session but the given one. */
export async function setPassword(trx: Transaction<Database>, password: NewPassword): Promise<void> {
  const { siteId, moderatorId, sessionToken } = password
  await trx
    .updateTable('moderator')
    .set({ password_hash: password.passwordHash, password_expired_at: null, failed_sign_ins: 0, locked_until: null })
    .where('site_id', '=', siteId)
    .where('id', '=', moderatorId)
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .deleteFrom('session')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .$if(sessionToken !== null, (query) => query.where('token_hash', '!=', hashSessionToken(sessionToken ?? '')))
    .execute()
}

/** Shuts a moderator out at once: no sign-in, no session. Their decisions stay on record, and a lease of theirs runs out. */
export async function disableModerator(trx: Transaction<Database>, siteId: string, moderatorId: string): Promise<void> {
  await trx
    .updateTable('moderator')
    .set({ disabled_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('id', '=', moderatorId)
    .where('disabled_at', 'is', null)
    .execute()
  await trx.deleteFrom('session').where('site_id', '=', siteId).where('moderator_id', '=', moderatorId).execute()
}
