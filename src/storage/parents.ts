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
}

/** Returns the comment in any status, `undefined` when the site has no such one. */
export async function findParent(db: Db, siteId: string, commentId: string): Promise<Parent | undefined> {
  return db
    .selectFrom('comment')
    .select(['id', 'article_id as articleId', 'thread_id as threadId', 'display_name as displayName', 'status'])
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .executeTakeFirst()
}
