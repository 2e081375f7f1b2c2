import { sql } from 'kysely'
import type { Db } from '../../src/storage/database.ts'
import { ARTICLE, SITE } from '../factory.ts'

/** A week of held comments under one article, with their screenings, in one statement: the triggers run as in life. */
export async function loadHeld(db: Db, count: number, readerId: string): Promise<void> {
  await sql`
    with added as (
      insert into comment (site_id, id, article_id, reader_id, display_name, text, status, created_at, queue_at, event_count)
      select ${SITE}, gen_random_uuid(), ${ARTICLE}, ${readerId}, '冠縣網友', '更盼著公交也能通到開發區。', 'held',
        now() - interval '7 days' * (number::float8 / ${count}),
        now() - interval '7 days' * (number::float8 / ${count}) + interval '60 minutes' * random(), 0
      from generate_series(1, ${count}::int) as number
      returning id, created_at
    )
    insert into screening (site_id, comment_id, id, verdict, category, risk, evidence, screened_at)
    select ${SITE}, id, gen_random_uuid(), 'hold', 'ad_spam', '{"ad_spam": 0.7}', '{"hits": [], "findings": []}', created_at
    from added`.execute(db)
}
