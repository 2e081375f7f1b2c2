import { sql, type Transaction } from 'kysely'
import { canUndo, type DecisionKind, type Status } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { type ChainRow, lastHash } from '../storage/events.ts'
import { DECIDABLE_STATUS } from '../storage/restricted-texts.ts'
import type { Database } from '../storage/schema.ts'
import type { BeforeDecision } from '../storage/schema-review.ts'
import type { Claimed } from './lease.ts'
import { type NewLease, recordClaims } from './new-lease.ts'
import { putBack } from './put-back.ts'
import { reopenQuestions } from './reopen.ts'

/** Long enough to see that the wrong key was pressed; later it is a lead's to judge. */
export const UNDO_SECONDS = 10

export interface Undoing {
  readonly siteId: string
  readonly commentId: string
  readonly decisionId: string
  readonly moderatorId: string
  /** Whether they may undo what others decided, at any time. */
  readonly isLead: boolean
  /** For the lease with which an own decision comes back. */
  readonly seconds: number
}

export type Undone =
  | {
      readonly outcome: 'undone'
      readonly status: Status
      /** Own decisions come back to the desk where they were claimed; `null` where nothing is asked there. */
      readonly lease: Claimed | null
    }
  /** Another decision is in force, which a lead is told, or none where it was undone already. */
  | { readonly outcome: 'superseded'; readonly decision: DecisionInForce | null }
  /** Its author took the comment back. */
  | { readonly outcome: 'withdrawn' }
  /** They are no lead, and did not make it, or more than 10 seconds ago. */
  | { readonly outcome: 'too_late' }
  /** The policy decided, or it was decided before undoing was kept: decide anew instead. */
  | { readonly outcome: 'not_undoable' }

/**
 * Takes a decision back: the comment stands exactly as before it, with its times, its category and what was asked of
 * it; reports and the appeal that it answered are open again, an appeal against it lapses, and nobody looks at it a second
 * time any more. Nothing is deleted: a row of `undo` supersedes the decision, and an event tells it. Whoever holds the
 * comment by now loses it. All in one transaction, at the database's time; of several at once one undoes and the others are told.
 */
export async function undo(db: Db, wanted: Undoing): Promise<Undone> {
  return db.transaction().execute(async (trx) => {
    const comment = await lockComment(trx, wanted)
    if (!comment) return { outcome: 'superseded', decision: null }
    const made = await findMade(trx, wanted, comment.at)
    // First of all, and for a decision that was never made too: a refusal tells nobody what others decided.
    if (!wanted.isLead && !(made?.isOwn && made.isRecent)) return { outcome: 'too_late' }
    if (comment.status === 'withdrawn') return { outcome: 'withdrawn' }
    const latest = await findDecisionInForce(trx, wanted.siteId, wanted.commentId)
    if (!made || latest?.id !== wanted.decisionId) {
      return { outcome: 'superseded', decision: wanted.isLead ? (latest ?? null) : null }
    }
    if (!made.before || !canUndo(comment.status, made.kind, made.before.status)) return { outcome: 'not_undoable' }
    const undoable = [{ ...wanted, ...comment, kind: made.kind, before: made.before }]
    await putBack(trx, { ...wanted, at: comment.at }, undoable)
    await reopenQuestions(trx, { ...wanted, at: comment.at }, undoable)
    await tellUndone(trx, wanted)
    const lease = made.isOwn ? await giveBack(trx, wanted, made.queue) : null
    return { outcome: 'undone', status: made.before.status, lease }
  })
}

interface Stands extends ChainRow {
  readonly at: Date
  readonly status: Status
}

async function lockComment(trx: Transaction<Database>, { siteId, commentId }: Undoing): Promise<Stands | undefined> {
  const { rows } = await sql<Stands>`
    select clock_timestamp() as "at", ${DECIDABLE_STATUS} as "status", event_count as "count", ${lastHash} as "hash"
    from comment where site_id = ${siteId} and id = ${commentId} for no key update`.execute(trx)
  return rows[0]
}

interface Made {
  readonly kind: DecisionKind
  readonly queue: Queue | null
  readonly before: BeforeDecision | null
  readonly isOwn: boolean
  readonly isRecent: boolean
}

async function findMade(
  trx: Transaction<Database>,
  { siteId, commentId, decisionId, moderatorId }: Undoing,
  at: Date,
): Promise<Made | undefined> {
  return trx
    .selectFrom('decision')
    .select(['kind', 'queue', 'before'])
    .select(sql<boolean>`coalesce(moderator_id = ${moderatorId}, false)`.as('isOwn'))
    .select(sql<boolean>`decided_at > ${at}::timestamptz - make_interval(secs => ${UNDO_SECONDS})`.as('isRecent'))
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('id', '=', decisionId)
    .executeTakeFirst()
}

async function tellUndone(trx: Transaction<Database>, { siteId, commentId, moderatorId }: Undoing): Promise<void> {
  await trx
    .insertInto('change')
    .values({ site_id: siteId, type: 'undone', queue: null, comment_id: commentId, moderator_id: moderatorId })
    .execute()
}

async function giveBack(trx: Transaction<Database>, wanted: Undoing, queue: Queue | null): Promise<Claimed | null> {
  const { siteId, commentId, moderatorId, seconds } = wanted
  const { rows } = await sql<NewLease>`
    update comment set lease_holder = ${moderatorId}, lease_token = gen_random_uuid(), lease_queue = ${queue},
      lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds}), event_count = event_count + 1
    where site_id = ${siteId} and id = ${commentId} and (${queue}::text is null or exists (
      select from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
        and waiting.queue = ${queue}
    ))
    returning id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt", lease_queue as "queue",
      clock_timestamp() as "claimedAt", event_count - 1 as "count", null::bytea as "hash"`.execute(trx)
  const [lease] = rows
  if (!lease) return null
  await recordClaims(trx, { siteId, moderatorId, seconds }, [lease])
  const { leaseToken, expiresAt } = lease
  return { commentId, leaseToken, expiresAt, queue }
}
