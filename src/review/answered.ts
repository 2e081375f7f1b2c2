import { sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import type { Db } from '../storage/database.ts'

/** A comment that a reply was written below. */
export interface AnsweredComment {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly status: Status
}

/**
 * Returns what a reply answers, in any status: the first comment of its thread, then the reply that it answers where that
 * is another; nothing for a first comment.
 */
export async function loadAnswered(
  db: Db,
  { siteId, commentId }: { readonly siteId: string; readonly commentId: string },
): Promise<readonly AnsweredComment[]> {
  const { rows } = await sql<AnsweredComment>`
    select said.id, said.display_name as "name", said.text, said.status
    from comment as reply
    join comment as said on said.site_id = reply.site_id and said.id in (reply.thread_id, reply.reply_to)
    where reply.site_id = ${siteId} and reply.id = ${commentId}
    order by said.thread_id is not null`.execute(db)
  return rows
}
