import type { Status } from '../moderation/life-cycle.ts'
import type { Db } from './database.ts'

/** A comment as far as a reply to it has to know. */
export interface Parent {
  readonly id: string
  readonly articleId: string
  /** The first comment of its thread, `null` where it is that itself. */
  readonly threadId: string | null
  readonly displayName: string
  readonly status: Status
  readonly readerId: string
  /** Who began the thread. */
  readonly threadReaderId: string
}

/** Returns the comment in any status, `undefined` when the site has no such one. */
export async function findParent(db: Db, siteId: string, commentId: string): Promise<Parent | undefined> {
  return db
    .selectFrom('comment')
    .leftJoin('comment as first', (join) =>
      join.onRef('first.site_id', '=', 'comment.site_id').onRef('first.id', '=', 'comment.thread_id'),
    )
    .select(['comment.id', 'comment.article_id as articleId', 'comment.thread_id as threadId'])
    .select(['comment.display_name as displayName', 'comment.status', 'comment.reader_id as readerId'])
    .select((eb) => eb.fn.coalesce('first.reader_id', 'comment.reader_id').as('threadReaderId'))
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .executeTakeFirst()
}
