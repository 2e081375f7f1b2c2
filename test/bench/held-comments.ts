import { sql } from 'kysely'
import type { Db } from '../../src/storage/database.ts'
import { ARTICLE, SITE } from '../factory.ts'

/**
 * Held comments of one week under one article, with their screenings and places in the queue. Needs a connection of the
 * server's administrator: the triggers are left out, which would take two minutes for a million, and their rows written
 * at once.
 */
export async function loadHeld(admin: Db, count: number, readerId: string): Promise<void> {
  await admin.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`
      with added as (
        insert into comment
          (site_id, id, article_id, reader_id, display_name, text, status, created_at, queue_at, event_count)
        select ${SITE}, gen_random_uuid(), ${ARTICLE}, ${readerId}, '冠縣網友', '更盼著公交也能通到開發區。', 'held',
          at, at + interval '60 minutes' * random(), 0
        from generate_series(1, ${count}::int) as number,
          lateral (select now() - interval '7 days' * (number::float8 / ${count}::int) as at) as written
        returning id, created_at, queue_at
      ), screened as (
        insert into screening (site_id, comment_id, id, verdict, category, risk, evidence, screened_at)
        select ${SITE}, id, gen_random_uuid(), 'hold', 'ad_spam', '{"ad_spam": 0.7}', '{"hits": [], "findings": []}',
          created_at
        from added
      )
      insert into waiting (site_id, comment_id, queue, queue_at, since)
      select ${SITE}, id, 'held', queue_at, created_at from added`.execute(trx)
    await sql`
      insert into waiting_count as counted values (${SITE}, 'held', 0, ${count})
      on conflict (site_id, queue, shard) do update set waiting = counted.waiting + excluded.waiting`.execute(trx)
  })
}
