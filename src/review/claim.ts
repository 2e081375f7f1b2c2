import { sql, type Transaction } from 'kysely'
import type { Db } from '../storage/database.ts'
import { appendEvents } from '../storage/events.ts'
import type { Database } from '../storage/schema.ts'

interface Claim {
  readonly siteId: string
  readonly moderatorId: string
  readonly seconds: number
  /** Comments that the moderator has skipped, the latest first: they come again, in turn, when nothing else is left. */
  readonly skipped?: readonly string[]
}

/** A comment leased to the moderator until `expiresAt`. */
export interface Claimed {
  readonly commentId: string
  readonly leaseToken: string
  readonly expiresAt: Date
}

interface ClaimedRow extends Claimed {
  readonly claimedAt: Date
  readonly isNew: boolean
}

/**
 * Leases the held comment that is most worth reviewing and that nobody holds, to exactly one of any number of moderators
 * who ask at once: the one whose `queue_at` comes first.
 * A comment whose lease has expired is claimable by anyone. A moderator who holds one already gets that same one back
 * under the same token with its time renewed, so that a reloaded page loses nothing and nobody hoards: also of two
 * claims that one moderator sends at once. `undefined` when nothing is left to claim.
 */
export async function claim(db: Db, wanted: Claim): Promise<Claimed | undefined> {
  return db.transaction().execute(async (trx) => {
    await queueBehindOwnClaims(trx, wanted)
    const claimed = await claimRow(trx, wanted)
    if (!claimed) return undefined
    const { commentId, leaseToken, expiresAt, claimedAt, isNew } = claimed
    const { siteId, moderatorId, seconds } = wanted
    if (isNew) {
      await appendEvents(trx, { siteId, commentId, at: claimedAt }, [
        { type: 'lease.claimed', actor: { kind: 'moderator', id: moderatorId }, detail: { seconds } },
      ])
    }
    return { commentId, leaseToken, expiresAt }
  })
}

/** A claim sees the lease that the same moderator's claim before it took, because it waits for its commit. */
async function queueBehindOwnClaims(trx: Transaction<Database>, { siteId, moderatorId }: Claim): Promise<void> {
  await trx
    .selectFrom('moderator')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', moderatorId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

async function claimRow(
  trx: Transaction<Database>,
  { siteId, moderatorId, seconds, skipped = [] }: Claim,
): Promise<ClaimedRow | undefined> {
  const { rows } = await sql<ClaimedRow>`
    with own as (
      select id, false as is_new from comment
      where site_id = ${siteId} and lease_holder = ${moderatorId} and status = 'held'
        and lease_expires_at > clock_timestamp()
      order by queue_at, id limit 1 for update
    ), next as (
      select id, true as is_new from comment
      where site_id = ${siteId} and status = 'held'
        and (lease_expires_at is null or lease_expires_at <= clock_timestamp())
        and id <> all (${skipped}::uuid[]) and not exists (select from own)
      order by queue_at, id limit 1 for update skip locked
    ), skipped as (
      select id, true as is_new from comment
      where site_id = ${siteId} and status = 'held'
        and (lease_expires_at is null or lease_expires_at <= clock_timestamp())
        and id = any (${skipped}::uuid[]) and not exists (select from own) and not exists (select from next)
      order by array_position(${skipped}::uuid[], id) desc limit 1 for update skip locked
    )
    update comment set
      lease_holder = ${moderatorId},
      lease_token = case when is_new then gen_random_uuid() else lease_token end,
      lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds})
    from (select * from own union all select * from next union all select * from skipped) as chosen
    where comment.site_id = ${siteId} and comment.id = chosen.id
    returning comment.id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt",
      clock_timestamp() as "claimedAt", is_new as "isNew"
  `.execute(trx)
  return rows[0]
}
