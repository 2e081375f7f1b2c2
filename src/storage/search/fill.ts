import { sql } from 'kysely'
import type { Screening } from '../../screening/evidence.ts'
import { writtenForm } from '../../text/search-form.ts'
import type { Db } from '../database.ts'
import { isOfText } from '../of-text.ts'
import { records } from '../records.ts'
import { searchRow } from './search-row.ts'

/** So many at a time: each batch is a transaction of some 100 ms. */
const BATCH = 500

interface Unfilled extends Pick<Screening, 'verdict' | 'category' | 'evidence'> {
  readonly siteId: string
  readonly commentId: string
  readonly displayName: string
  readonly text: string
  readonly at: Date
}

/**
 * Makes a batch of old comments, the newest of them first, findable and returns how many; 0 when all are. Of several who
 * fill at once each takes others.
 */
export async function fillSearch(db: Db): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<Unfilled>`
      with taken as (
        delete from search_unfilled using (
          select site_id, comment_id from search_unfilled order by comment_id desc limit ${BATCH} for update skip locked
        ) as next
        where search_unfilled.site_id = next.site_id and search_unfilled.comment_id = next.comment_id
        returning search_unfilled.*
      )
      select comment.site_id as "siteId", comment.id as "commentId", display_name as "displayName", text,
        comment.created_at as "at", first.*
      from taken join comment on comment.site_id = taken.site_id and comment.id = taken.comment_id
      cross join lateral (
        select verdict, screening.category, evidence from screening
        where screening.site_id = comment.site_id and screening.comment_id = comment.id
          and ${isOfText('screened_at')}
        order by screened_at, screening.id limit 1
      ) as first`.execute(trx)
    const made = rows.map((row) => searchRow({ ...row, screening: row }))
    await sql`
      insert into comment_search select record.* from ${records('comment_search', made)}
      on conflict do nothing`.execute(trx)
    return rows.length
  })
}

/** Makes the titles of old articles findable and returns how many. */
export async function fillTitles(db: Db): Promise<number> {
  const articles = await db
    .selectFrom('article')
    .select(['site_id', 'id', 'title'])
    .where('title', 'is not', null)
    .where('title_written', 'is', null)
    .limit(BATCH)
    .execute()
  const titles = articles.map(({ site_id, id, title }) => ({ site_id, id, written: writtenForm(title ?? '') }))
  await sql`
    update article set title_written = filled.written
    from jsonb_to_recordset(${JSON.stringify(titles)}::jsonb) as filled (site_id text, id text, written text)
    where article.site_id = filled.site_id and article.id = filled.id`.execute(db)
  return articles.length
}
