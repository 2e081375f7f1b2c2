import { sql } from 'kysely'
import type { Db } from './database.ts'
import { PREPARED } from './prepared.ts'

export interface ArticleName {
  readonly siteId: string
  readonly articleId: string
}

export type PageChangesRead =
  | { readonly outcome: 'read'; readonly snapshot: string; readonly articles: readonly ArticleName[] }
  /** There are more than can be told, or it was not said since when: nothing is as it was. */
  | { readonly outcome: 'too_many'; readonly snapshot: string }

/** Whoever keeps pages of more articles than this reads some of them anew for nothing. */
const MOST_ARTICLES = 1_000

/** Told within 250 milliseconds where pages are asked for; whoever asks less often keeps nothing so long. */
const KEPT_MINUTES = 10

/**
 * Returns the articles whose public pages were changed by transactions that the snapshot, a `pg_snapshot`, did not see,
 * and the snapshot to go on from: each change is in exactly one of the readings that follow one another, however
 * transactions overlap. Whatever is read after this call was begun shows them. `null` returns only where to begin.
 *
 *     select distinct site_id, article_id from page_change
 *     where xid >= pg_snapshot_xmin($1) and not pg_visible_in_snapshot(xid, $1)
 */
export async function readPageChanges(db: Db, since: string | null): Promise<PageChangesRead> {
  const { rows } = await sql<{ snapshot: string; articles: readonly ArticleName[] }>`
    ${PREPARED} select pg_current_snapshot()::text as "snapshot", coalesce((
      select json_agg(changed) from (
        select distinct site_id as "siteId", article_id as "articleId" from page_change
        where xid >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${since}::pg_snapshot)
        limit ${MOST_ARTICLES + 1}
      ) as changed
    ), '[]') as "articles"`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a statement without a table answered nothing')
  const { snapshot, articles } = row
  if (since === null || articles.length > MOST_ARTICLES) return { outcome: 'too_many', snapshot }
  return { outcome: 'read', snapshot, articles }
}

/** Deletes what was told more than ten minutes ago and returns how much. */
export async function deleteOldPageChanges(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('page_change')
    .where('at', '<', sql<Date>`clock_timestamp() - make_interval(mins => ${KEPT_MINUTES})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
