import type { Db } from './database.ts'

/** A place in a list: the last comment of the page before. */
export interface Cursor {
  readonly publishedAt: Date
  readonly id: string
}

interface Page {
  readonly siteId: string
  readonly articleId: string
  readonly sort: 'newest' | 'oldest'
  readonly cursor: Cursor | null
  readonly limit: number
}

export interface PublishedComment {
  readonly id: string
  readonly articleId: string
  readonly displayName: string
  readonly text: string
  /** Where it was sent from, province or country in Simplified Chinese. */
  readonly ipRegion: string | null
  readonly createdAt: Date
  readonly publishedAt: Date
}

export interface PublishedPage {
  readonly comments: readonly PublishedComment[]
  /** Where the next page starts, `null` on the last. */
  readonly next: Cursor | null
}

/**
 * Returns only comments with a publishing decision in force, by time of publication and then id.
 * A comment published or withdrawn meanwhile never makes another one appear twice or not at all on later pages.
 *
 *     select … where site_id = $1 and article_id = $2 and status = 'published'
 *       and (published_at, id) < ($3, $4) order by published_at desc, id desc limit $5
 */
export async function listPublished(db: Db, page: Page): Promise<PublishedPage> {
  const { cursor, limit } = page
  const [after, direction] = page.sort === 'newest' ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  const rows = await db
    .selectFrom('comment')
    .select(['id', 'article_id as articleId', 'display_name as displayName', 'text', 'created_at as createdAt'])
    .select('ip_region as ipRegion')
    .select((eb) => eb.ref('published_at').$notNull().as('publishedAt'))
    .where('site_id', '=', page.siteId)
    .where('article_id', '=', page.articleId)
    .where('status', '=', 'published')
    .$if(cursor !== null, (query) =>
      query.where((eb) =>
        cursor === null
          ? eb.lit(true)
          : eb(eb.refTuple('published_at', 'id'), after, eb.tuple(cursor.publishedAt, cursor.id)),
      ),
    )
    .orderBy('published_at', direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  const comments = rows.slice(0, limit)
  const last = comments.at(-1)
  return { comments, next: rows.length > limit && last ? { publishedAt: last.publishedAt, id: last.id } : null }
}

/**
 * Returns the number of published comments for each of the articles, 0 for one that is unknown.
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
