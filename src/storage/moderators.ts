import { type Selectable, sql, type Transaction } from 'kysely'
import type { Role } from '../moderation/rights.ts'
import { type Account, updateAccount } from './account.ts'
import type { Db } from './database.ts'
import { appendPeopleEvent } from './people-events.ts'
import type { Database } from './schema.ts'
import type { ModeratorTable } from './schema-people.ts'
import { deleteSessionsOf } from './sessions.ts'

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

/** Returns the moderator of this id, disabled or not, or `undefined`. */
export async function findModerator(db: Db, { siteId, moderatorId }: Account): Promise<Moderator | undefined> {
  return db
    .selectFrom('moderator')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', moderatorId)
    .executeTakeFirst()
}

/** Tells whether the site has any moderator at all, disabled ones included. */
export async function hasModerators(db: Db, siteId: string): Promise<boolean> {
  const row = await db.selectFrom('moderator').select('id').where('site_id', '=', siteId).limit(1).executeTakeFirst()
  return row !== undefined
}

interface NewPassword extends Account {
  readonly passwordHash: string
  /** The session in which it is chosen, which alone stays. */
  readonly sessionToken: string
}

/** Replaces the password, which is no one-time one any more, on record, and ends every session but the given one. */
export async function setPassword(trx: Transaction<Database>, password: NewPassword): Promise<void> {
  const { siteId, moderatorId } = password
  await updateAccount(trx, password)
    .set({ password_hash: password.passwordHash, password_expired_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await deleteSessionsOf(trx, { siteId, moderatorId, exceptToken: password.sessionToken })
  const by = { actor: 'moderator', moderatorId } as const
  await appendPeopleEvent(trx, { siteId, type: 'password_changed', by, subjectId: moderatorId })
}
