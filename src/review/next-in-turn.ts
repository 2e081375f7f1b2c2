import { type RawBuilder, sql } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import { lastHash } from '../storage/events.ts'

interface Looking {
  readonly siteId: string
  readonly moderatorId: string
  readonly queues: readonly Queue[]
}

/**
 * Selects and locks at most `room` comments that the moderator may lease, those whose turn comes first, and none unless
 * `isWanted`. The limit is written out: a plan that is made for any number of rows would sort them all.
 */
export function nextInTurn({ siteId, moderatorId, queues }: Looking, room: number, isWanted: RawBuilder<unknown>) {
  return sql`
    select ${CLAIMED} from waiting
    join comment on comment.site_id = waiting.site_id and comment.id = waiting.comment_id
    where ${isWanted} and waiting.site_id = ${siteId} and ${inQueues(queues)} and ${isClaimable(moderatorId)}
      and not exists (
        select from skip where skip.site_id = waiting.site_id and skip.comment_id = waiting.comment_id
          and skip.moderator_id = ${moderatorId}
      )
    order by ${turnIn(queues)}, waiting.comment_id limit ${sql.lit(room)} ${LOCKED}`
}

/** The same of those that the moderator skipped, the one skipped longest ago first. */
export function skippedInTurn({ siteId, moderatorId, queues }: Looking, room: number) {
  return sql`
    select ${CLAIMED} from skip
    join waiting on waiting.site_id = skip.site_id and waiting.comment_id = skip.comment_id
    join comment on comment.site_id = skip.site_id and comment.id = skip.comment_id
    where skip.site_id = ${siteId} and skip.moderator_id = ${moderatorId}
      and ${inQueues(queues)} and ${isClaimable(moderatorId)}
    order by skip.skipped_at limit ${sql.lit(room)} ${LOCKED}`
}

/**
 * Both rows, because both must still be as they were seen: of a comment that another claimed and decided while this
 * looked, the lease is free again, and only the question is gone.
 */
const LOCKED = sql`for update of comment skip locked for key share of waiting skip locked`

const CLAIMED = sql`
  waiting.comment_id, waiting.queue, waiting.queue_at, comment.event_count as count, ${lastHash} as hash`

/** One queue is read in its turn from an index of its own, all together from another, as it is written there. */
function turnIn(queues: readonly Queue[]) {
  return queues.length === 1 ? sql`waiting.queue_at` : sql`waiting.queue_at at time zone 'UTC'`
}

function inQueues(queues: readonly Queue[]) {
  const [only, ...others] = queues
  return others.length === 0 ? sql`waiting.queue = ${only}` : sql`waiting.queue = any(${queues})`
}

function isClaimable(moderatorId: string) {
  return sql`(comment.lease_expires_at is null or comment.lease_expires_at <= clock_timestamp())
    and ${moderatorId}::uuid <> all (waiting.barred)
    and (waiting.queue = 'escalated' or not exists (
      select from waiting as asked where asked.site_id = waiting.site_id and asked.comment_id = waiting.comment_id
        and asked.queue = 'escalated'
    ))`
}
