import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { Moderator } from './moderators.ts'

/** After this many wrong passwords in a row the account is shut… */
export const SIGN_IN_ATTEMPTS = 5

/** …for this long, so that guessing 10,000 passwords takes three weeks. */
export const LOCK_MINUTES = 15

export type SignInAttempt =
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'locked'; readonly lockedUntil: Date }
  | {
      readonly outcome: 'counted'
      readonly moderator: Moderator
      /** How many more may fail if this one does; at 0 the account is locked until `lockedUntil`. */
      readonly attemptsLeft: number
      readonly lockedUntil: Date | null
    }

/**
 * Counts the attempt before the password is looked at, so that a thousand guesses at once are five guesses.
 * The caller compares the password and, when it is right, calls `clearSignInAttempts`; when it is wrong, does nothing.
 * While the account is locked nothing is counted; by the database's clock the lock ends and counting starts anew.
 * A username that is unknown or disabled is `unknown`.
 */
export async function countSignInAttempt(db: Db, siteId: string, username: string): Promise<SignInAttempt> {
  const counted = await db
    .updateTable('moderator')
    .set({
      failed_sign_ins: sql`case when locked_until is null then failed_sign_ins + 1 else 1 end`,
      locked_until: sql`case when locked_until is null and failed_sign_ins + 1 >= ${SIGN_IN_ATTEMPTS}
        then clock_timestamp() + make_interval(mins => ${LOCK_MINUTES}) end`,
    })
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .where('disabled_at', 'is', null)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', sql<Date>`clock_timestamp()`)]))
    .returningAll()
    .executeTakeFirst()
  if (!counted) return refuse(db, siteId, username)
  const attemptsLeft = Math.max(0, SIGN_IN_ATTEMPTS - counted.failed_sign_ins)
  return { outcome: 'counted', moderator: counted, attemptsLeft, lockedUntil: counted.locked_until }
}

/** Forgets the wrong passwords before a right one, and unlocks. */
export async function clearSignInAttempts(db: Db, siteId: string, moderatorId: string): Promise<void> {
  await db
    .updateTable('moderator')
    .set({ failed_sign_ins: 0, locked_until: null })
    .where('site_id', '=', siteId)
    .where('id', '=', moderatorId)
    .execute()
}

async function refuse(db: Db, siteId: string, username: string): Promise<SignInAttempt> {
  const locked = await db
    .selectFrom('moderator')
    .select('locked_until as lockedUntil')
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return locked?.lockedUntil ? { outcome: 'locked', lockedUntil: locked.lockedUntil } : { outcome: 'unknown' }
}
