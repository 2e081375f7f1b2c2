import { sql } from 'kysely'
import { searchableOf } from '../../src/screening/search-lexemes.ts'
import type { Db } from '../../src/storage/database.ts'
import { formatLexeme } from '../../src/storage/search/lexeme-query.ts'
import { SITE } from '../factory.ts'
import { comments } from './comments.ts'

const READERS = 50_000
const ARTICLES = 2_000
const BATCH = 2_000

/** Of a hundred comments: 76 published, 14 held and then decided by one of the moderators, 10 refused by the policy. */
const DECIDED = 14

/** A week stands here until the comment has its time. */
const WEEK = '\u0001'

/**
 * Comments of `days` days under 2,000 articles by 50,000 readers, with all that is searched: the texts of the corpus again
 * and again, an entry hit in one of 50. Needs the server's administrator, and leaves no triggers to run.
 */
export async function loadSearched(admin: Db, wanted: { count: number; days: number; moderators: readonly string[] }) {
  await admin.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`set local maintenance_work_mem = '1GB'`.execute(trx)
    await sql`drop index comment_search_lexemes`.execute(trx)
    await loadTexts(trx)
    await loadRows(trx, wanted)
    await sql`create index comment_search_lexemes on comment_search using gin (lexemes) with (fastupdate = off)`.execute(
      trx,
    )
  })
  await sql`vacuum analyze`.execute(admin)
}

async function loadTexts(trx: Db): Promise<void> {
  await sql`create temp table said (nth int primary key, text text, written text, spoken text, lexemes text)`.execute(
    trx,
  )
  for (let from = 0; from < comments.length; from += BATCH) {
    const rows = comments.slice(from, from + BATCH).map((text, at) => {
      const hits = [{ rule: 'wordlist:ad_spam', entry: '加微信' }].filter(() => (from + at) % 50 === 0)
      const { written, spoken, lexemes } = searchableOf(text, { hits: hits.map(full), findings: [] })
      return {
        nth: from + at,
        text,
        written,
        spoken,
        lexemes: lexemes.map((one) => formatLexeme(`${WEEK}${one}`)).join(' '),
      }
    })
    await sql`
      insert into said select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as one (nth int, text text, written text, spoken text, lexemes text)`.execute(trx)
  }
}

function full(hit: { rule: string; entry: string }) {
  return { ...hit, category: 'ad_spam', start: 0, end: 1, text: '加', weight: 0.5, folds: [] } as const
}

async function loadRows(trx: Db, { count, days, moderators }: Parameters<typeof loadSearched>[1]): Promise<void> {
  await sql`
    insert into article (site_id, id, title, title_written, created_at)
    select ${SITE}, 'article-' || number, '第' || number || '篇', '第' || number || '篇', now()
    from generate_series(1, ${ARTICLES}::int) as number`.execute(trx)
  await sql`
    insert into reader (site_id, id, identity, display_name)
    select ${SITE}, lpad(to_hex(number), 32, '0')::uuid, int4send(number), '網友' || number
    from generate_series(1, ${READERS}::int) as number`.execute(trx)
  await sql`
    create temp table one as
    select gen_random_uuid() as id, number, number % 100 as kind, now() - make_interval(days => ${days}) * random() as at,
      1 + floor(power(random(), 3) * ${READERS})::int as reader, 1 + floor(power(random(), 3) * ${ARTICLES})::int as article,
      floor(random() * ${comments.length})::int as said
    from generate_series(1, ${count}::int) as number`.execute(trx)
  await sql`
    insert into comment (site_id, id, article_id, reader_id, display_name, text, status, category, created_at,
      published_at, decided_at, queue_at, event_count)
    select ${SITE}, id, 'article-' || article, lpad(to_hex(reader), 32, '0')::uuid, '網友' || reader, text,
      case when kind < 86 and kind % 7 <> 6 then 'published' when kind = 90 then 'removed' else 'rejected' end,
      case when kind < 86 and kind % 7 <> 6 then null when one.number % 1000 = 999 then 'threat' else 'ad_spam' end,
      date_trunc('milliseconds', at), case when kind < 86 and kind % 7 <> 6 then at end, at, null, 0
    from one join said on said.nth = one.said`.execute(trx)
  await sql`
    insert into screening (site_id, comment_id, id, verdict, category, risk, evidence, screened_at)
    select ${SITE}, id, gen_random_uuid(), case when kind < 76 then 'pass' when kind < 90 then 'hold' else 'block' end,
      case when kind < 76 then null else 'ad_spam' end, '{}',
      case when one.said % 50 = 0 then '{"hits": [{"rule": "wordlist:ad_spam", "entry": "加微信", "category": "ad_spam"}], "findings": [],
        "modelVersion": "m-1", "opinion": {"benign": 0.3, "risk": {}}}'::jsonb
      else '{"hits": [], "findings": [], "modelVersion": "m-1", "opinion": {"benign": 0.9, "risk": {}}}'::jsonb end, at
    from one`.execute(trx)
  await sql`
    insert into comment_search
    select ${SITE}, id, date_trunc('milliseconds', at), written, spoken, '网友' || reader,
      case when kind < 76 then 'pass' when kind < 90 then 'hold' else 'block' end,
      case when kind < 76 then null else 'ad_spam' end,
      replace(lexemes, ${WEEK}, lpad(floor(extract(epoch from date_trunc('milliseconds', at)) / 604800)::text, 5, '0'))::tsvector
    from one join said on said.nth = one.said`.execute(trx)
  await sql`
    insert into decision (site_id, comment_id, id, kind, category, moderator_id, policy_version, decided_at, queue, before)
    select ${SITE}, id, gen_random_uuid(), case when kind % 7 = 6 then 'reject' else 'publish' end,
      case when kind % 7 = 6 then 'ad_spam' end,
      (${moderators}::uuid[])[1 + number % ${moderators.length}::int], null, at + interval '1 hour' * random(), 'held',
      jsonb_build_object('status', 'held', 'category', null, 'publishedAt', null, 'decidedAt', null, 'waiting',
        jsonb_build_array(jsonb_build_object('queue', 'held', 'since', at, 'queue_at', at, 'barred', '[]'::jsonb)))
    from one where kind between 76 and ${75 + DECIDED}::int`.execute(trx)
}
