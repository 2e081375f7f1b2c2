import { sql } from 'kysely'
import { writtenForm } from '../../text/search-form.ts'
import type { Db } from '../database.ts'

/** More articles than these in one search say that it should be more exact. */
export const MOST_ARTICLES = 50

/**
 * Returns the articles whose key is `wanted`, or whose title holds it in either script: at most one more than 50, the
 * newest first.
 */
export async function findArticleIds(db: Db, siteId: string, wanted: string): Promise<readonly string[]> {
  const written = writtenForm(wanted)
  const { rows } = await sql<{ id: string }>`
    select id from article
    where site_id = ${siteId} and (id = ${wanted} or ${written} <> '' and title_written like ${`%${written}%`})
    order by created_at desc limit ${MOST_ARTICLES + 1}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Returns the moderators whose display name or user name this is. */
export async function findModeratorIds(db: Db, siteId: string, name: string): Promise<readonly string[]> {
  const moderators = await db
    .selectFrom('moderator')
    .select('id')
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('display_name', '=', name), eb('username', '=', name)]))
    .execute()
  return moderators.map(({ id }) => id)
}
