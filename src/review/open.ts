import { sql } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { Db } from '../storage/database.ts'
import { lastHash } from '../storage/events.ts'
import { type ShownAs, shownAs } from '../storage/kept-from.ts'
import { DECIDABLE_STATUS } from '../storage/restricted-texts.ts'
import { isBlindTo } from '../storage/second-reviews.ts'
import { type Claim, queueBehindOwnClaims } from './claim.ts'
import { type Claimed, LEASES_HELD } from './lease.ts'
import { type NewLease, recordClaims } from './new-lease.ts'
import { openTraining, type TrainingLease } from './training.ts'

interface Opening extends Pick<Claim, 'siteId' | 'moderatorId' | 'seconds'> {
  readonly commentId: string
  /** Whether a comment that waits for a lead may be opened. */
  readonly isLead: boolean
}

export type Opened =
  | { readonly outcome: 'opened'; readonly lease: Claimed }
  /** A training card that they have yet to answer, as the held comment that it is to them. */
  | { readonly outcome: 'opened_training'; readonly lease: TrainingLease }
  /** Another moderator holds it now. */
  | { readonly outcome: 'taken'; readonly holder: string }
  /** The site has no such comment, or its author withdrew it. */
  | { readonly outcome: 'not_found' }
  /** It waits for a lead, also where it is a training card of which they asked one, or asks about their own decision. */
  | { readonly outcome: 'not_for_them' }
  /** The moderator holds as many as anyone may. */
  | { readonly outcome: 'too_many' }

/**
 * Leases one comment by its id, in any status but withdrawn, as from a search or the log; `queue` is where it waits, of
 * several the one that asks most, and `null` where nothing is asked; whoever may be asked to look at it a second time takes it for that, whatever else
 * waits. The moderator's own lease comes back under its token, renewed.
 */
export async function open(db: Db, wanted: Opening): Promise<Opened> {
  return db.transaction().execute(async (trx) => {
    const { siteId, commentId, moderatorId, seconds, isLead } = wanted
    await queueBehindOwnClaims(trx, wanted)
    // Before it is looked at, so that what is seen of it is what was committed last.
    await sql`select from comment where site_id = ${siteId} and id = ${commentId} for no key update`.execute(trx)
    const { rows } = await sql<Found>`
      select ${DECIDABLE_STATUS} as "status", lease_holder = ${moderatorId} and ${IS_LIVE} as "isOwn", event_count as "count", ${lastHash} as "hash",
        case when lease_holder <> ${moderatorId} and ${IS_LIVE} then (
          select display_name from moderator
          where moderator.site_id = comment.site_id and moderator.id = comment.lease_holder
        ) end as "holder", exists (
          select from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
            and (${moderatorId}::uuid = any(barred) or queue = 'escalated' and not ${isLead})
        ) as "isBarred", ${shownAs(moderatorId)} as "shownAs", (
          select count(*)::int from comment as held
          where held.site_id = ${siteId} and held.lease_holder = ${moderatorId} and held.lease_expires_at > clock_timestamp()
        ) as "held"
      from comment where site_id = ${siteId} and id = ${commentId}`.execute(trx)
    const [found] = rows
    if (!found || found.status === 'withdrawn') return { outcome: 'not_found' }
    if (found.holder !== null) return { outcome: 'taken', holder: found.holder }
    const isTraining = found.shownAs === 'held'
    if (found.shownAs === 'escalated' || (found.isBarred && !isTraining)) return { outcome: 'not_for_them' }
    if (!found.isOwn && found.held >= LEASES_HELD) return { outcome: 'too_many' }
    if (isTraining) return { outcome: 'opened_training', lease: await openTraining(trx, wanted) }
    const lease = await leaseRow(trx, wanted, found)
    if (!found.isOwn) await recordClaims(trx, { siteId, moderatorId, seconds }, [lease])
    const { leaseToken, expiresAt, queue } = lease
    return { outcome: 'opened', lease: { commentId, leaseToken, expiresAt, queue } }
  })
}

interface Found {
  readonly status: string
  readonly isOwn: boolean | null
  readonly holder: string | null
  readonly isBarred: boolean
  readonly shownAs: ShownAs | null
  readonly held: number
  readonly count: number
  readonly hash: Buffer | null
}

/** What is answered by whoever opens a comment that waits for several; a second look last, as a lead does not take it blind. */
const GRAVEST: readonly Queue[] = ['escalated', 'appeals', 'reported', 'held', 'rescan', 'patrol', 'second']

const IS_LIVE = sql`lease_expires_at > clock_timestamp()`

async function leaseRow(
  db: Db,
  { siteId, commentId, moderatorId, seconds }: Opening,
  { isOwn, count, hash }: Found,
): Promise<NewLease> {
  const { rows } = await sql<NewLease>`
    update comment set
      lease_holder = ${moderatorId}, lease_token = case when ${isOwn === true} then lease_token else gen_random_uuid() end,
      lease_queue = case when ${isOwn === true} then lease_queue when ${isBlindTo(moderatorId)} then 'second' else (
        select queue from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
        order by array_position(${GRAVEST}::text[], queue) limit 1
      ) end,
      lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds}),
      event_count = event_count + case when ${isOwn === true} then 0 else 1 end
    where site_id = ${siteId} and id = ${commentId}
    returning id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt", lease_queue as "queue",
      clock_timestamp() as "claimedAt", ${count}::int as "count", ${hash}::bytea as "hash"`.execute(db)
  const [lease] = rows
  if (!lease) throw new Error(`comment ${commentId} went while its row was held`)
  return lease
}
