import { sql } from 'kysely'
import type { Role } from '../moderation/rights.ts'
import type { Db } from './database.ts'

/** Somebody who serves the site, or did. */
export interface Person {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly secondFactorAt: Date | null
  readonly hasOneTimePassword: boolean
  /** Of their living sessions, the last that was used; else the last sign-in on record; `null` before the first. */
  readonly lastSeenAt: Date | null
}

/** Returns everybody who has an account of the site, by username, the disabled last. */
export async function listPeople(db: Db, siteId: string): Promise<Person[]> {
  return db
    .selectFrom('moderator')
    .select(['id', 'username', 'role', 'display_name as displayName', 'created_at as createdAt'])
    .select(['disabled_at as disabledAt', 'totp_confirmed_at as secondFactorAt'])
    .select(sql<boolean>`password_expired_at is not null`.as('hasOneTimePassword'))
    .select(
      sql<Date | null>`greatest(
        (select max(last_seen_at) from session
          where session.site_id = moderator.site_id and session.moderator_id = moderator.id),
        (select max(signed_in_at) from known_place
          where known_place.site_id = moderator.site_id and known_place.moderator_id = moderator.id))`.as('lastSeenAt'),
    )
    .where('site_id', '=', siteId)
    .orderBy(sql`disabled_at is not null`)
    .orderBy('username')
    .execute()
}
