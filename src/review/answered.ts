import { sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import { presentedStatus } from '../moderation/second-opinion.ts'
import type { Db } from '../storage/database.ts'
import { blindnessOf } from './blindness.ts'

/** A comment that a reply was written below. */
export interface AnsweredComment {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly status: Status
}

interface Replying {
  readonly siteId: string
  readonly commentId: string
  /** Who looks. */
  readonly viewerId?: string | undefined
}

/**
 * Returns what a reply answers, in any status: the first comment of its thread, then the reply that it answers where that
 * is another; nothing for a first comment. What the viewer may still be asked to look at a second time stands as if nobody
 * had judged it.
 */
export async function loadAnswered(
  db: Db,
  { siteId, commentId, viewerId }: Replying,
): Promise<readonly AnsweredComment[]> {
  const { rows } = await sql<AnsweredComment & { readonly blindBefore: Status | null }>`
    select comment.id, comment.display_name as "name", comment.text, comment.status, ${blindnessOf(viewerId)}
    from comment as reply
    join comment on comment.site_id = reply.site_id and comment.id in (reply.thread_id, reply.reply_to)
    where reply.site_id = ${siteId} and reply.id = ${commentId}
    order by comment.thread_id is not null`.execute(db)
  return rows.map(({ blindBefore, ...one }) =>
    blindBefore === null ? one : { ...one, status: presentedStatus(blindBefore) },
  )
}
