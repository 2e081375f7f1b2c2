import { sql } from 'kysely'
import type { Db } from '../../src/storage/database.ts'
import { SITE } from '../factory.ts'

/**
 * Published first comments of one week under an article. Needs a connection of the server's administrator: the triggers
 * are left out, which would take minutes for a million, and their rows written at once.
 */
export async function loadPublished(admin: Db, articleId: string, count: number): Promise<void> {
  await admin.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`insert into article (site_id, id) values (${SITE}, ${articleId})`.execute(trx)
    const { rows } = await sql<{ id: string }>`
      insert into reader (site_id, id, identity, display_name)
      values (${SITE}, gen_random_uuid(), sha256(${articleId}::text::bytea), '冠縣網友') returning id`.execute(trx)
    await sql`
      with added as (
        insert into comment
          (site_id, id, article_id, reader_id, display_name, text, status, created_at, published_at, event_count, ip_region)
        select ${SITE}, gen_random_uuid(), ${articleId}, ${rows[0]?.id}, '冠縣網友',
          '更盼著公交也能通到開發區，我爸媽在那邊上班，冬天等車要四十分鐘，問過兩回都說還在規劃。', 'published',
          at, at, 0, '山东'
        from generate_series(1, ${count}::int) as number,
          lateral (select (now() - interval '7 days' * (number::float8 / ${count}::int))::timestamptz(3) as at) as written
        returning id, published_at
      )
      insert into listing (site_id, comment_id, article_id, listed_at, hot)
      select ${SITE}, id, ${articleId}, published_at, extract(epoch from published_at)::float8 / 21600 from added`.execute(
      trx,
    )
    await sql`insert into article_count values (${SITE}, ${articleId}, 0, ${count})`.execute(trx)
  })
  await sql`vacuum analyze`.execute(admin)
}
