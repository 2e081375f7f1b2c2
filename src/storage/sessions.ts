import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { Role } from './schema.ts'

/** A working day with a margin: a moderator signs in once a shift. */
export const SESSION_HOURS = 12

/** Who is signed in. */
export interface Session {
  readonly siteId: string
  readonly siteName: string
  readonly moderatorId: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly csrfToken: string
  readonly isPasswordExpired: boolean
  readonly expiresAt: Date
}

interface NewSession {
  readonly siteId: string
  readonly moderatorId: string
  /** The cookie's value; only its SHA-256 is stored. */
  readonly token: string
  readonly csrfToken: string
}

/** Opens a session that ends 12 hours from now by the database's clock, whatever is done in it. */
export async function createSession(db: Db, session: NewSession): Promise<{ readonly expiresAt: Date }> {
  return db
    .insertInto('session')
    .values({
      site_id: session.siteId,
      token_hash: hashSessionToken(session.token),
      moderator_id: session.moderatorId,
      csrf_token: session.csrfToken,
      expires_at: sql<Date>`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
    })
    .returning('expires_at as expiresAt')
    .executeTakeFirstOrThrow()
}

/** Returns the session of this token, or `undefined` when it is unknown, expired, or its moderator disabled. */
export async function findSession(db: Db, token: string): Promise<Session | undefined> {
  return db
    .selectFrom('session')
    .innerJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'session.site_id').onRef('moderator.id', '=', 'session.moderator_id'),
    )
    .innerJoin('site', 'site.id', 'session.site_id')
    .select(['site.id as siteId', 'site.name as siteName', 'moderator.id as moderatorId', 'username', 'role'])
    .select(['display_name as displayName', 'csrf_token as csrfToken', 'expires_at as expiresAt'])
    .select((eb) => eb('password_expired_at', 'is not', null).$castTo<boolean>().as('isPasswordExpired'))
    .where('token_hash', '=', hashSessionToken(token))
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Ends the session of this token; one that is unknown has ended already. */
export async function deleteSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashSessionToken(token)).execute()
}

/** Removes every session past its end and returns how many. */
export async function deleteExpiredSessions(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('expires_at', '<=', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Returns the SHA-256 under which a session token is stored: the table alone signs nobody in. */
export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
