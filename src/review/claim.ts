import { sql, type Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import { recordEvents } from '../storage/changes.ts'
import type { Db } from '../storage/database.ts'
import { type ChainRow, continueChains, lastHash } from '../storage/events.ts'
import { PREPARED } from '../storage/prepared.ts'
import type { Database } from '../storage/schema.ts'
import { type Claimed, LEASES_HELD } from './lease.ts'

export interface Claim {
  readonly siteId: string
  readonly moderatorId: string
  readonly seconds: number
  /** Where to look; of several, the turn decides, whatever the queue. */
  readonly queues: readonly Queue[]
  /** How many the moderator shall hold there, from 1. */
  readonly count: number
}

/** A lease with what orders it. */
interface LeaseRow extends Claimed {
  /** `null` where nothing is asked in its queue any more. */
  readonly turn: Date | null
}

/** A lease as it was just taken, its event still to be written. */
export interface NewLease extends Claimed, ChainRow {
  readonly claimedAt: Date
}

/**
 * Leases as many comments as `count` asks for, those whose turn comes first, each to exactly one of any number of
 * moderators who ask at once. Nobody's comments are claimable: those not leased, and those whose lease has expired.
 *
 * What a moderator holds in these queues already comes back first under its own tokens, renewed, so that a reloaded
 * page loses nothing and nobody hoards: also of two claims that one moderator sends at once. Nobody holds more than 20
 * comments in all. What the moderator skipped comes again, in turn, only when nothing else is left; what they are
 * barred from, and what waits for a lead in another queue, never.
 *
 *     select comment_id from waiting join comment … where site_id = $1 and queue = $2 and …
 *     order by queue_at, comment_id limit 1 for update of comment skip locked
 *
 * Returns fewer, or none, when nothing more is left to claim.
 */
export async function claim(db: Db, wanted: Claim): Promise<Claimed[]> {
  return db.transaction().execute(async (trx) => {
    const { all, own } = await renewOwn(trx, wanted)
    const room = Math.min(wanted.count - own.length, LEASES_HELD - all)
    const taken = room > 0 ? await takeNext(trx, wanted, room) : []
    // A desk with something on it is not out of work: what was skipped waits.
    const again = room > 0 && own.length + taken.length === 0 ? await takeSkipped(trx, wanted, room) : []
    await recordClaims(trx, wanted, [...taken, ...again])
    return [...own, ...taken, ...again].map(({ commentId, leaseToken, expiresAt, queue }) => ({
      commentId,
      leaseToken,
      expiresAt,
      queue,
    }))
  })
}

/** Renews what the moderator holds in these queues, the earliest turn first, and counts all that they hold. */
async function renewOwn(trx: Transaction<Database>, wanted: Claim): Promise<{ all: number; own: LeaseRow[] }> {
  const { siteId, moderatorId, seconds, queues } = wanted
  await queueBehindOwnClaims(trx, wanted)
  const { rows } = await sql<LeaseRow & { all: number }>`
    ${PREPARED} with renewed as (
      update comment set lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds})
      where site_id = ${siteId} and lease_holder = ${moderatorId} and lease_expires_at > clock_timestamp()
        and lease_queue = any(${queues})
      returning id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt", lease_queue as "queue"
    )
    select held.all, renewed.*, waiting.queue_at as "turn" from (
      select count(*)::int as "all" from comment
      where site_id = ${siteId} and lease_holder = ${moderatorId} and lease_expires_at > clock_timestamp()
    ) as held
    left join renewed on true
    left join waiting on waiting.site_id = ${siteId} and waiting.comment_id = renewed."commentId"
      and waiting.queue = renewed.queue`.execute(trx)
  return { all: rows[0]?.all ?? 0, own: inTurn(rows.filter(({ commentId }) => commentId !== null)) }
}

/**
 * A claim sees the leases that the same moderator's claim before it took, because it waits for its commit. Nobody waits
 * for the disk: if the database breaks down in the next moment a lease is lost, as leases are, and nothing else.
 */
export async function queueBehindOwnClaims(
  trx: Transaction<Database>,
  { siteId, moderatorId }: Pick<Claim, 'siteId' | 'moderatorId'>,
): Promise<void> {
  await sql`
    ${PREPARED} select set_config('synchronous_commit', 'off', true) from moderator
    where site_id = ${siteId} and id = ${moderatorId} for no key update`.execute(trx)
}

async function takeNext(trx: Transaction<Database>, wanted: Claim, room: number): Promise<(NewLease & LeaseRow)[]> {
  const { siteId, moderatorId, queues } = wanted
  return take(
    trx,
    wanted,
    sql`
      select ${CLAIMED} from waiting
      join comment on comment.site_id = waiting.site_id and comment.id = waiting.comment_id
      where waiting.site_id = ${siteId} and ${inQueues(queues)} and ${isClaimable(moderatorId)}
        and not exists (
          select from skip where skip.site_id = waiting.site_id and skip.comment_id = waiting.comment_id
            and skip.moderator_id = ${moderatorId}
        )
      order by ${turnIn(queues)}, waiting.comment_id limit ${sql.lit(room)} ${LOCKED}`,
  )
}

async function takeSkipped(trx: Transaction<Database>, wanted: Claim, room: number): Promise<(NewLease & LeaseRow)[]> {
  const { siteId, moderatorId, queues } = wanted
  return take(
    trx,
    wanted,
    sql`
      select ${CLAIMED} from skip
      join waiting on waiting.site_id = skip.site_id and waiting.comment_id = skip.comment_id
      join comment on comment.site_id = skip.site_id and comment.id = skip.comment_id
      where skip.site_id = ${siteId} and skip.moderator_id = ${moderatorId}
        and ${inQueues(queues)} and ${isClaimable(moderatorId)}
      order by skip.skipped_at limit ${sql.lit(room)} ${LOCKED}`,
  )
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

async function take(
  trx: Transaction<Database>,
  { siteId, moderatorId, seconds }: Claim,
  next: ReturnType<typeof sql>,
): Promise<(NewLease & LeaseRow)[]> {
  const { rows } = await sql<NewLease & LeaseRow>`
    ${PREPARED} with next as (${next})
    update comment set
      lease_holder = ${moderatorId}, lease_token = gen_random_uuid(), lease_queue = next.queue,
      lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds}), event_count = event_count + 1
    from next
    where comment.site_id = ${siteId} and comment.id = next.comment_id
    returning comment.id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt",
      lease_queue as "queue", next.queue_at as "turn", clock_timestamp() as "claimedAt", next.count, next.hash`.execute(
    trx,
  )
  return inTurn(rows)
}

function inTurn<Row extends LeaseRow>(rows: readonly Row[]): Row[] {
  const turnOf = ({ turn }: Row) => turn?.getTime() ?? Number.POSITIVE_INFINITY
  return rows.toSorted((one, other) => turnOf(one) - turnOf(other) || (one.commentId < other.commentId ? -1 : 1))
}

/** Tells the log and everyone who watches. */
export async function recordClaims(
  trx: Transaction<Database>,
  { siteId, moderatorId, seconds }: Pick<Claim, 'siteId' | 'moderatorId' | 'seconds'>,
  claimed: readonly NewLease[],
): Promise<void> {
  if (claimed.length === 0) return
  const actor = { kind: 'moderator', id: moderatorId } as const
  const events = await continueChains(
    trx,
    siteId,
    claimed.map(({ commentId, claimedAt: at, count, hash, queue }) => ({
      commentId,
      at,
      count,
      hash,
      events: [{ type: 'lease.claimed', actor, detail: { seconds, queue } }],
    })),
  )
  await recordEvents(
    trx,
    events,
    claimed.map(({ commentId, queue }) => ({
      site_id: siteId,
      type: 'claimed',
      queue,
      comment_id: commentId,
      moderator_id: moderatorId,
    })),
  )
}
