import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { BULK_POLICY } from '../moderation/bulk.ts'
import { REVIEW_POLICY } from '../moderation/review-policy.ts'
import type { Role } from '../moderation/rights.ts'
import type { Account } from './account.ts'
import type { Db } from './database.ts'

/** A working day with a margin: a moderator signs in once a shift. */
export const SESSION_HOURS = 12

/** Longer than lunch: a session that asks for nothing meanwhile was left behind. */
export const SESSION_IDLE_MINUTES = 120

/** Nobody looks closer, and a busy session writes its row once a minute. */
const SEEN_SECONDS = 60

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
  /** The role needs a second factor, and there is none yet. */
  readonly lacksSecondFactor: boolean
  readonly id: string
  /** Not seen for a minute: `touchSession` is due. */
  readonly isStale: boolean
  readonly expiresAt: Date
  /** The site's own, or the product's: what is looked at a second time, and what one decides alone in bulk. */
  readonly secondShare: number
  readonly bulkAlone: number
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
      token_hash: hashToken(session.token),
      moderator_id: session.moderatorId,
      csrf_token: session.csrfToken,
      expires_at: sql<Date>`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
    })
    .returning('expires_at as expiresAt')
    .executeTakeFirstOrThrow()
}

/** Returns the session of this token, or `undefined` when it is unknown, expired, idle, or its moderator disabled. */
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
    .select(sql<boolean>`totp_confirmed_at is null and role = any(second_factor_roles)`.as('lacksSecondFactor'))
    .select('session.id')
    .select(sql<number>`coalesce(second_share, ${REVIEW_POLICY.secondShare}::float8)`.as('secondShare'))
    .select(sql<number>`coalesce(bulk_alone, ${BULK_POLICY.alone}::int)`.as('bulkAlone'))
    .select(sql<boolean>`last_seen_at < clock_timestamp() - make_interval(secs => ${SEEN_SECONDS})`.as('isStale'))
    .where('token_hash', '=', hashToken(token))
    .where(isLiving)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Notes that the session is in use, so that it does not end as idle. */
export async function touchSession(db: Db, token: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: sql<Date>`clock_timestamp()` })
    .where('token_hash', '=', hashToken(token))
    .execute()
}

/** A session as its owner sees it in the list. */
export interface OwnSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** Returns the living sessions of a moderator, the one used last first. */
export async function listSessions(db: Db, { siteId, moderatorId }: Account): Promise<OwnSession[]> {
  return db
    .selectFrom('session')
    .select(['id', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .where(isLiving)
    .orderBy('last_seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
}

interface SessionsOf extends Account {
  /** The session that stays. */
  readonly exceptToken?: string
}

/** Ends every session of a moderator but the given one, and returns how many. */
export async function deleteSessionsOf(db: Db, { siteId, moderatorId, exceptToken }: SessionsOf): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .$if(exceptToken !== undefined, (query) => query.where('token_hash', '!=', hashToken(exceptToken ?? '')))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Ends the session of this token; one that is unknown has ended already. */
export async function deleteSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
}

/** Removes every session past its end or idle for too long, and returns how many. */
export async function deleteExpiredSessions(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where(sql<boolean>`not (${isLiving})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

const isLiving = sql<boolean>`session.expires_at > clock_timestamp()
  and session.last_seen_at > clock_timestamp() - make_interval(mins => ${SESSION_IDLE_MINUTES})`

/** Returns the SHA-256 under which the token of a session or an invitation is stored: the table alone opens nothing. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
