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

/** Enough to follow a quarrel; beyond that the first comment and the last replies say what it is about. */
const MOST_ABOVE = 10

/**
 * Returns what a reply answers, in any status, from the first comment of its thread down to the one right above it, at
 * most ten between; nothing for a first comment. What the viewer may still be asked to look at a second time stands as if
 * nobody had judged it.
 */
export async function loadAnswered(
  db: Db,
  { siteId, commentId, viewerId }: Replying,
): Promise<readonly AnsweredComment[]> {
  const { rows } = await sql<AnsweredComment & { readonly blindBefore: Status | null }>`
    with recursive chain as (
      select reply_to as id, 1 as height from comment where site_id = ${siteId} and id = ${commentId}
      union all
      select parent.reply_to, height + 1 from chain
      join comment as parent on parent.site_id = ${siteId} and parent.id = chain.id
      where height < ${MOST_ABOVE}
    ), above as (
      select id, height from chain
      union all select thread_id, 0 from comment where site_id = ${siteId} and id = ${commentId}
    )
    select comment.id, comment.display_name as "name", comment.text, comment.status, ${blindnessOf(viewerId)}
    from (select id, max(height) as height from above group by id) as above
    join comment on comment.site_id = ${siteId} and comment.id = above.id
    order by comment.thread_id is not null, above.height desc`.execute(db)
  return rows.map(({ blindBefore, ...one }) =>
    blindBefore === null ? one : { ...one, status: presentedStatus(blindBefore) },
  )
}
