import type { Status } from '../../moderation/life-cycle.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { Db } from '../../storage/database.ts'

/** A comment as a line among many. */
export interface BulkRow {
  readonly id: string
  readonly text: string
  readonly status: Status
  readonly category: CategoryCode | null
  /** By the machine, when it came in. */
  readonly suspected: CategoryCode | null
  readonly createdAt: Date
  readonly readerId: string
  readonly authorName: string
  readonly articleId: string
  readonly articleTitle: string | null
}

/** Returns those of the comments that the site has, by their ids. */
export async function findBulkRows(
  db: Db,
  siteId: string,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, BulkRow>> {
  if (commentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('comment')
    .innerJoin('article', (join) =>
      join.onRef('article.site_id', '=', 'comment.site_id').onRef('article.id', '=', 'comment.article_id'),
    )
    .leftJoin('comment_search', (join) =>
      join.onRef('comment_search.site_id', '=', 'comment.site_id').onRef('comment_id', '=', 'comment.id'),
    )
    .select(['comment.id', 'text', 'status', 'comment.category', 'comment_search.category as suspected'])
    .select([
      'comment.created_at as createdAt',
      'reader_id as readerId',
      'comment.display_name as authorName',
      'article_id as articleId',
      'title as articleTitle',
    ])
    .where('comment.site_id', '=', siteId)
    .where('comment.id', 'in', commentIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
