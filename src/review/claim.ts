import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import { rolesWith } from '../moderation/rights.ts'
import type { Db } from '../storage/database.ts'
import { PREPARED } from '../storage/prepared.ts'
import type { Database } from '../storage/schema.ts'
import { type Claimed, LEASES_HELD } from './lease.ts'
import { type NewLease, recordClaims } from './new-lease.ts'
import { nextInTurn, skippedInTurn } from './next-in-turn.ts'

export interface Claim {
  readonly siteId: string
  readonly moderatorId: string
  readonly seconds: number
  /** Where to look; of several, the turn decides, whatever the queue. */
  readonly queues: readonly Queue[]
  /** How many the moderator shall hold there; 0 renews what they hold. */
  readonly count: number
  /** How many they are thought to hold there already, 0 unless told; a right guess is answered sooner. */
  readonly held?: number
}

/** A lease with what orders it. */
interface LeaseRow extends Claimed {
  /** `null` where nothing is asked in its queue any more. */
  readonly turn: Date | null
}

/**
 * Leases as many comments as `count` asks for, those whose turn comes first, each to exactly one of any number of
 * moderators who ask at once. Nobody's comments are claimable: those not leased, and those whose lease has expired.
 *
 * What a moderator holds in these queues already comes back first under its own tokens, renewed, so that a reloaded
 * page loses nothing and nobody hoards: also of two claims that one moderator sends at once. Nobody holds more than 20
 * comments in all. What the moderator skipped comes again, in turn, only when nothing else is left; what they are
 * barred from, and what waits for a lead in another queue, never. Whoever is given a comment elsewhere that also waits for
 * a second look is not asked for that any more, as the card shows them what was made of it.
 *
 *     select comment_id from waiting join comment … where site_id = $1 and queue = $2 and …
 *     order by queue_at, comment_id limit 1 for update of comment skip locked
 *
 * Returns fewer, or none, when nothing more is left to claim.
 */
export async function claim(db: Db, wanted: Claim): Promise<Claimed[]> {
  return db.transaction().execute(async (trx) => {
    await queueBehindOwnClaims(trx, wanted)
    const { all, own, taken } = await renewAndTake(trx, wanted)
    const room = Math.min(wanted.count - own.length, LEASES_HELD - all) - taken.length
    // Only where the guess was wrong is there room left, or nothing to fill it.
    const more = room > 0 ? await takeNext(trx, wanted, room) : []
    // A desk with something on it is not out of work: what was skipped waits.
    const isIdle = room > 0 && own.length + taken.length + more.length === 0
    const again = isIdle ? await takeSkipped(trx, wanted, room) : []
    await recordClaims(trx, wanted, [...taken, ...more, ...again])
    return [...own, ...taken, ...more, ...again].map(({ commentId, leaseToken, expiresAt, queue }) => ({
      commentId,
      leaseToken,
      expiresAt,
      queue,
    }))
  })
}

interface Row extends NewLease, LeaseRow {
  /** What the moderator held before, anywhere. */
  readonly all: number
  readonly isNew: boolean | null
}

/**
 * Renews what the moderator holds in these queues and, where that is as much as was guessed, takes what is wanted beside
 * it: one question to the database in place of two.
 */
async function renewAndTake(trx: Transaction<Database>, wanted: Claim) {
  const { siteId, moderatorId, seconds, queues, count, held: guessed = 0 } = wanted
  const room = Math.max(0, count - guessed)
  const isGuessed = sql`(select here = ${guessed} and "all" + ${room} <= ${LEASES_HELD} from mine)`
  const { rows } = await sql<Row>`
    ${PREPARED} with mine as (
      select count(*)::int as "all", count(*) filter (where lease_queue = any(${queues}))::int as here from comment
      where site_id = ${siteId} and lease_holder = ${moderatorId} and lease_expires_at > clock_timestamp()
    ),
    renewed as (
      update comment set lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds})
      where site_id = ${siteId} and id in (
        select id from comment
        where site_id = ${siteId} and lease_holder = ${moderatorId} and lease_expires_at > clock_timestamp()
          and lease_queue = any(${queues})
        order by id for no key update
      )
      returning id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt", lease_queue as "queue"
    ),
    next as (${nextInTurn(wanted, room, isGuessed)}),
    taken as (${leaseNext(wanted)})${notBlindAnyMore(wanted)}
    select mine.all, lease.* from mine left join (
      select renewed.*, waiting.queue_at as "turn", null as "claimedAt", null as "count", null as "hash", false as "isNew"
      from renewed left join waiting on waiting.site_id = ${siteId} and waiting.comment_id = renewed."commentId"
        and waiting.queue = renewed.queue
      union all select *, true from taken
    ) as lease on true`.execute(trx)
  return {
    all: rows[0]?.all ?? 0,
    own: inTurn(rows.filter(({ isNew }) => isNew === false)),
    taken: inTurn(rows.filter(({ isNew }) => isNew)),
  }
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
  return take(trx, wanted, nextInTurn(wanted, room, sql`true`))
}

async function takeSkipped(trx: Transaction<Database>, wanted: Claim, room: number): Promise<(NewLease & LeaseRow)[]> {
  return take(trx, wanted, skippedInTurn(wanted, room))
}

async function take(
  trx: Transaction<Database>,
  wanted: Claim,
  next: RawBuilder<unknown>,
): Promise<(NewLease & LeaseRow)[]> {
  const { rows } = await sql<NewLease & LeaseRow>`
    ${PREPARED} with next as (${next}), taken as (${leaseNext(wanted)})${notBlindAnyMore(wanted)}
    select * from taken`.execute(trx)
  return inTurn(rows)
}

/** Leases the rows of `next`. */
function leaseNext({ siteId, moderatorId, seconds }: Claim) {
  return sql`
    update comment set
      lease_holder = ${moderatorId}, lease_token = gen_random_uuid(), lease_queue = next.queue,
      lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds}), event_count = event_count + 1
    from next
    where comment.site_id = ${siteId} and comment.id = next.comment_id
    returning comment.id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt",
      lease_queue as "queue", next.queue_at as "turn", clock_timestamp() as "claimedAt", next.count, next.hash`
}

/**
 * Bars the moderator from the second looks at what `taken` gives them with an open card; leads see everything anyway. What
 * is held was never decided, and those are claimed the most.
 */
function notBlindAnyMore({ siteId, moderatorId, queues }: Claim) {
  if (queues.every((queue) => queue === 'held' || queue === 'second')) return sql``
  return sql`, shown as (
    update waiting set barred = barred || ${moderatorId}::uuid from taken
    join moderator as viewer on viewer.site_id = ${siteId} and viewer.id = ${moderatorId} and viewer.role <> all(${rolesWith('see_decisions')})
    where waiting.site_id = ${siteId} and waiting.comment_id = taken."commentId" and waiting.queue = 'second'
      and taken.queue <> 'second' and ${moderatorId}::uuid <> all (waiting.barred)
  )`
}

function inTurn<Row extends LeaseRow>(rows: readonly Row[]): Row[] {
  const turnOf = ({ turn }: Row) => turn?.getTime() ?? Number.POSITIVE_INFINITY
  return rows.toSorted((one, other) => turnOf(one) - turnOf(other) || (one.commentId < other.commentId ? -1 : 1))
}
