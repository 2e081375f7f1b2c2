import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

interface Whose {
  readonly siteId: string
  readonly readerId: string
}

/** One part of what is kept about a reader: its name, and its rows from after a place on. */
interface Part {
  readonly name: string
  readonly rows: (whose: Whose) => RawBuilder<unknown>
}

/**
 * Every part selects `id`, by which it is read page by page, and `row`, the JSON that is told. Who judged is told to nobody,
 * nor who wrote what a reader has reported, liked or blocked.
 */
const PARTS: readonly Part[] = [
  {
    name: 'comments',
    rows: ({ siteId, readerId }) => sql`
      select comment.id, jsonb_build_object(
        'id', comment.id, 'article', article_id, 'text', text, 'name', display_name, 'status', status,
        'ipRegion', ip_region, 'replyTo', reply_to, 'createdAt', created_at, 'editedAt', edited_at,
        'publishedAt', published_at, 'decisions', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'kind', kind, 'category', decision.category, 'message', message, 'decidedAt', decision.decided_at,
            'decidedBy', case when moderator_id is null then 'policy' else 'moderator' end
          ) order by decision.decided_at, decision.id), '[]')
          from decision where decision.site_id = comment.site_id and decision.comment_id = comment.id
        ), 'earlierTexts', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'text', earlier.text, 'writtenAt', written_at, 'keptUntil', kept_until
          ) order by written_at), '[]')
          from restricted_text as earlier where earlier.site_id = comment.site_id and earlier.comment_id = comment.id
        )
      ) as row
      from comment where site_id = ${siteId} and reader_id = ${readerId}`,
  },
  {
    name: 'likes',
    rows: ({ siteId, readerId }) => sql`
      select comment_id as id, jsonb_build_object('comment', comment_id, 'article', article_id, 'likedAt', liked_at) as row
      from comment_like where site_id = ${siteId} and reader_id = ${readerId}`,
  },
  {
    name: 'reports',
    rows: ({ siteId, readerId }) => sql`
      select report.comment_id as id, jsonb_build_object(
        'ticket', ticket, 'comment', report.comment_id, 'category', report.category, 'text', text,
        'reportedAt', reported_at, 'dueAt', due_at, 'answeredAt', answered_at, 'decision', decision.kind
      ) as row
      from report left join decision on decision.site_id = report.site_id and decision.comment_id = report.comment_id
        and decision.id = report.decision_id
      where report.site_id = ${siteId} and report.reader_id = ${readerId}`,
  },
  {
    name: 'appeals',
    rows: ({ siteId, readerId }) => sql`
      select appeal.id, jsonb_build_object(
        'ticket', ticket, 'comment', comment_id, 'reason', reason, 'madeAt', made_at, 'dueAt', due_at,
        'outcome', outcome, 'answeredAt', answered_at
      ) as row
      from appeal join comment on comment.site_id = appeal.site_id and comment.id = appeal.comment_id
      where appeal.site_id = ${siteId} and reader_id = ${readerId}`,
  },
  {
    name: 'blocks',
    rows: ({ siteId, readerId }) => sql`
      select blocked_id as id, jsonb_build_object('key', blocked_id, 'blockedAt', blocked_at) as row
      from reader_block where site_id = ${siteId} and reader_id = ${readerId}`,
  },
  {
    name: 'sanctions',
    rows: ({ siteId, readerId }) => sql`
      select sanction.id, jsonb_build_object(
        'measure', measure, 'category', category, 'reason', sanction.reason, 'comment', comment_id,
        'imposedAt', imposed_at, 'until', until, 'liftedAt', lifted_at
      ) as row
      from sanction left join sanction_lift as lift on lift.site_id = sanction.site_id and lift.sanction_id = sanction.id
      where sanction.site_id = ${siteId} and reader_id = any(array(
        select self from reader, unnest(array_append(formerly, reader.id)) as self
        where reader.site_id = ${siteId} and reader.id = ${readerId}
      ))`,
  },
]

/** So many rows are in memory at once. */
const PAGE = 200

/**
 * Yields all that is kept about a reader beside their profile, part by part, each in pages of rows that are JSON already, a
 * part that is empty with no page at all. Each page is as things stand when it is read.
 */
export async function* exportProfile(db: Db, whose: Whose) {
  for (const { name, rows } of PARTS) yield { name, pages: pagesOf(db, rows(whose)) }
}

async function* pagesOf(db: Db, rows: RawBuilder<unknown>): AsyncGenerator<readonly string[]> {
  let after: string | null = null
  do {
    const page: readonly { id: string; row: string }[] = (
      await sql<{ id: string; row: string }>`
        select id, row::text as "row" from (${rows}) as kept
        where ${after}::uuid is null or id > ${after}::uuid order by id limit ${PAGE}`.execute(db)
    ).rows
    if (page.length > 0) yield page.map(({ row }) => row)
    after = page.length === PAGE ? (page.at(-1)?.id ?? null) : null
  } while (after !== null)
}
