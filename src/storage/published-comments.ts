import { sql } from 'kysely'
import type { Badge } from '../moderation/badge.ts'
import type { Status } from '../moderation/life-cycle.ts'
import type { Db } from './database.ts'
import { PREPARED } from './prepared.ts'

/** A place in a list: by what the comment before stands there, a time or its `hot`, and its id. */
export interface Cursor {
  readonly key: Date | number
  readonly id: string
}

export type Sort = 'newest' | 'oldest' | 'hot'

interface Page {
  readonly siteId: string
  readonly articleId: string
  readonly sort: Sort
  readonly cursor: Cursor | null
  readonly limit: number
}

interface ReplyPage {
  readonly siteId: string
  readonly threadId: string
  readonly cursor: Cursor | null
  readonly limit: number
}

export interface PublishedComment {
  readonly id: string
  readonly articleId: string
  /** Empty where the comment is gone, as is the text. */
  readonly displayName: string
  /** `null` where the comment is gone. */
  readonly readerId: string | null
  readonly text: string
  /** Where it was sent from, province or country in Simplified Chinese. */
  readonly ipRegion: string | null
  readonly createdAt: Date
  readonly publishedAt: Date
  readonly editedAt: Date | null
  /** Why only its place is shown: it is no longer public, its replies are. */
  readonly gone: Status | null
  readonly threadId: string | null
  readonly replyTo: Answered | null
  readonly replies: number
  readonly likes: number
  /** What the portal vouched for of who wrote it. */
  readonly badge: Badge | null
}

/** The comment that a reply answers. */
export interface Answered {
  readonly id: string
  /** Who wrote it, `null` while it is not public. */
  readonly name: string | null
}

export interface PublishedPage {
  readonly comments: readonly PublishedComment[]
  /** Where the next page starts, `null` on the last. */
  readonly next: Cursor | null
}

/**
 * Returns the threads of an article: first comments with a publishing decision in force, and without name and text those
 * that are no longer public while replies to them are. By time of publication and then id, or by `hot`, the highest first.
 * A comment published or withdrawn meanwhile never makes another one appear twice or not at all on later pages.
 *
 *     select … from listing … where site_id = $1 and article_id = $2 and thread_id is null
 *       and (hidden_at is null or replies > 0) and (listed_at, comment_id) < ($3, $4)
 *     order by listed_at desc, comment_id desc limit $5
 */
export async function listPublished(db: Db, page: Page): Promise<PublishedPage> {
  const { siteId, articleId, sort, cursor, limit } = page
  const key = sql.ref(sort === 'hot' ? 'listing.hot' : 'listing.listed_at')
  const isRising = sort === 'oldest'
  const direction = isRising ? sql`asc` : sql`desc`
  const { rows } = await sql<Row>`
    ${PREPARED} select ${FIELDS}, ${key} as "key" ${FROM}
    where listing.site_id = ${siteId} and listing.article_id = ${articleId} and listing.thread_id is null
      and (listing.hidden_at is null or listing.replies > 0) ${after(sort, cursor)}
    order by ${key} ${direction}, listing.comment_id ${direction} limit ${limit + 1}`.execute(db)
  return toPage(rows, limit)
}

/** Returns the public replies of a thread, the first published first; nothing for an id that is no first comment. */
export async function listReplies(db: Db, { siteId, threadId, cursor, limit }: ReplyPage): Promise<PublishedPage> {
  const { rows } = await sql<Row>`
    select ${FIELDS}, listing.listed_at as "key" ${FROM}
    where listing.site_id = ${siteId} and listing.thread_id = ${threadId} and listing.thread_id is not null
      and listing.hidden_at is null and comment.status = 'published' ${after('oldest', cursor)}
    order by listing.listed_at, listing.comment_id limit ${limit + 1}`.execute(db)
  return toPage(rows, limit)
}

interface FirstReplies {
  readonly siteId: string
  readonly threadIds: readonly string[]
  /** For each thread. */
  readonly limit: number
}

/** Returns of each thread its first public replies, the first published first; a thread without any is absent. */
export async function listFirstReplies(
  db: Db,
  { siteId, threadIds, limit }: FirstReplies,
): Promise<ReadonlyMap<string, readonly PublishedComment[]>> {
  if (threadIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select reply.* from unnest(${[...threadIds]}::uuid[]) as thread (id), lateral (
      select ${FIELDS}, listing.listed_at as "key" ${FROM}
      where listing.site_id = ${siteId} and listing.thread_id = thread.id and listing.thread_id is not null
        and listing.hidden_at is null and comment.status = 'published'
      order by listing.listed_at, listing.comment_id limit ${limit}
    ) as reply`.execute(db)
  const byThread = new Map<string, PublishedComment[]>()
  for (const row of rows)
    byThread.set(row.threadId ?? '', [...(byThread.get(row.threadId ?? '') ?? []), toComment(row)])
  return byThread
}

/** Returns one public comment, a reply too, or the place that a first comment left; `undefined` for anything else. */
export async function findPublished(db: Db, siteId: string, commentId: string): Promise<PublishedComment | undefined> {
  const { rows } = await sql<Row>`
    select ${FIELDS}, listing.listed_at as "key" ${FROM}
    where listing.site_id = ${siteId} and listing.comment_id = ${commentId}
      and (comment.status = 'published' or listing.thread_id is null and listing.replies > 0)`.execute(db)
  const [row] = rows
  return row && toComment(row)
}

interface Row extends Omit<PublishedComment, 'replyTo'> {
  readonly answeredId: string | null
  readonly answeredName: string | null
  readonly key: Date | number
}

/** What is not published by its own status shows neither text nor name, whatever the list says. */
const FIELDS = sql`comment.id, comment.article_id as "articleId", comment.created_at as "createdAt",
  case when comment.status = 'published' then comment.display_name else '' end as "displayName",
  case when comment.status = 'published' then comment.reader_id end as "readerId",
  case when comment.status = 'published' then comment.text else '' end as "text",
  case when comment.status = 'published' then comment.ip_region end as "ipRegion",
  nullif(comment.status, 'published') as "gone", listing.listed_at as "publishedAt",
  case when comment.status = 'published' then comment.edited_at end as "editedAt", comment.thread_id as "threadId",
  listing.replies, listing.likes, case when comment.status = 'published' then comment.badge end as "badge",
  comment.reply_to as "answeredId",
  case when answered.status = 'published' then answered.display_name end as "answeredName"`

const FROM = sql`from listing
  join comment on comment.site_id = listing.site_id and comment.id = listing.comment_id
  left join comment as answered on answered.site_id = comment.site_id and answered.id = comment.reply_to`

function after(sort: Sort, cursor: Cursor | null) {
  if (cursor === null) return sql``
  const { key, id } = cursor
  if (sort === 'hot') return sql`and (listing.hot, listing.comment_id) < (${key}::double precision, ${id}::uuid)`
  const comparison = sort === 'oldest' ? sql`>` : sql`<`
  return sql`and (listing.listed_at, listing.comment_id) ${comparison} (${key}::timestamptz, ${id}::uuid)`
}

function toPage(rows: readonly Row[], limit: number): PublishedPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { comments: shown.map(toComment), next: rows.length > limit && last ? { key: last.key, id: last.id } : null }
}

function toComment({ answeredId, answeredName, key: _, ...comment }: Row): PublishedComment {
  return { ...comment, replyTo: answeredId === null ? null : { id: answeredId, name: answeredName } }
}

/**
 * Returns the number of published comments for each of the articles, replies included, 0 for one that is unknown.
 * It reads a kept count, at most 16 rows an article, and is exact as of the last committed publication or withdrawal.
 */
export async function countPublished(
  db: Db,
  siteId: string,
  articleIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(articleIds.map((id) => [id, 0]))
  if (articleIds.length === 0) return counts
  const rows = await db
    .selectFrom('article_count')
    .select(['article_id', (eb) => eb.cast<number>(eb.fn.sum('published'), 'integer').as('count')])
    .where('site_id', '=', siteId)
    .where('article_id', 'in', [...articleIds])
    .groupBy('article_id')
    .execute()
  for (const row of rows) counts.set(row.article_id, row.count)
  return counts
}
