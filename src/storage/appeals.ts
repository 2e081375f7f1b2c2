import { sql, type Transaction } from 'kysely'
import type { AppealOutcome } from '../moderation/appeal.ts'
import type { Status } from '../moderation/life-cycle.ts'
import { promiseOf, type Queue } from '../moderation/queue.ts'
import { askModerators, stopAsking } from './asking.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'
import { appendEvents } from './events.ts'
import { judgesOf } from './judges.ts'
import { NO_LEASE } from './no-lease.ts'
import type { Database } from './schema.ts'
import { newTicket } from './tickets.ts'

interface NewAppeal {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
  readonly appealId: string
  readonly reason: string
  /** From the decision on. */
  readonly days: number
  /** For the ticket number; gives numbers from 0 up to but not 1. */
  readonly random: () => number
}

export type Appealed =
  | { readonly outcome: 'appealed'; readonly appeal: OwnAppeal }
  /** The site has no such comment of this reader. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'not_appealable'; readonly status: Status }
  /** This decision was appealed before or is the answer to an appeal, or an appeal against an earlier one is still open. */
  | { readonly outcome: 'already_appealed' }
  | { readonly outcome: 'too_late'; readonly until: Date }

/** An appeal as the author of the comment may see it. */
export interface OwnAppeal {
  readonly ticket: string
  readonly reason: string
  readonly madeAt: Date
  readonly dueAt: Date
  readonly outcome: AppealOutcome | null
  readonly answeredAt: Date | null
}

interface Appealable {
  readonly at: Date
  readonly status: Status
  readonly decisionId: string | null
  readonly decidedAt: Date
  readonly queue: Queue | null
  readonly until: Date
  readonly wasAppealed: boolean
}

/**
 * Records that an author asks to reconsider the decision in force that refused their comment, once for each decision,
 * and asks moderators who have not judged the comment before. Whoever of those holds it now loses it. All in the caller's
 * transaction, at the database's time, with the comment's row held: an undo comes either before it or after.
 */
export async function makeAppeal(trx: Transaction<Database>, wanted: NewAppeal): Promise<Appealed> {
  const { siteId, commentId, readerId, appealId, reason } = wanted
  const found = await findAppealable(trx, wanted)
  if (!found) return { outcome: 'not_found' }
  const { at, status, decisionId } = found
  if ((status !== 'rejected' && status !== 'removed') || decisionId === null)
    return { outcome: 'not_appealable', status }
  if (found.wasAppealed || found.queue === 'appeals') return { outcome: 'already_appealed' }
  if (found.until <= at) return { outcome: 'too_late', until: found.until }
  const appeal = {
    ticket: await newTicket(trx, siteId, wanted.random),
    reason,
    madeAt: at,
    dueAt: promiseOf('appeals', at),
  }
  await trx
    .insertInto('appeal')
    .values({
      site_id: siteId,
      id: appealId,
      comment_id: commentId,
      decision_id: decisionId,
      ticket: appeal.ticket,
      reason,
      made_at: at,
      due_at: appeal.dueAt,
      outcome: null,
      answered_at: null,
      answer_id: null,
    })
    .execute()
  const barred = await listJudges(trx, wanted)
  await askModerators(trx, { siteId, commentId, queue: 'appeals', since: at, barred })
  await takeFrom(trx, wanted, barred)
  await appendEvents(trx, { siteId, commentId, at }, [
    { type: 'appeal.made', actor: { kind: 'reader', id: readerId }, detail: { appealId, decisionId } },
  ])
  return { outcome: 'appealed', appeal: { ...appeal, outcome: null, answeredAt: null } }
}

/** Looks twice: what is seen by the statement that waits for the row is as it was before the wait. */
async function findAppealable(trx: Transaction<Database>, wanted: NewAppeal): Promise<Appealable | undefined> {
  const { siteId, commentId, readerId, days } = wanted
  await sql`select from comment where site_id = ${siteId} and id = ${commentId} for no key update`.execute(trx)
  const { rows } = await sql<Appealable>`
    select clock_timestamp() as "at", status, latest.id as "decisionId", latest.decided_at as "decidedAt", latest.queue,
      latest.decided_at + make_interval(days => ${days}) as "until", exists (
        select from appeal where appeal.site_id = comment.site_id and appeal.comment_id = comment.id
          and (appeal.decision_id = latest.id or appeal.outcome is null)
      ) as "wasAppealed"
    from comment left join lateral (
      select id, decided_at, queue from decision
      where decision.site_id = comment.site_id and decision.comment_id = comment.id and ${isInForce}
      order by decided_at desc, id desc limit 1
    ) as latest on true
    where site_id = ${siteId} and comment.id = ${commentId} and reader_id = ${readerId} and exists (
      select from reader where reader.site_id = comment.site_id and reader.id = reader_id and deleted_at is null
    )`.execute(trx)
  return rows[0]
}

interface CommentKey {
  readonly siteId: string
  readonly commentId: string
}

/** Returns the moderators who have judged a comment, in force or not, and none for what the policy decided. */
async function listJudges(db: Db, { siteId, commentId }: CommentKey): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    ${judgesOf(siteId, sql`${commentId}::uuid`)}
    union select moderator_id from second_review
    where site_id = ${siteId} and comment_id = ${commentId} and moderator_id is not null`.execute(db)
  return rows.map(({ id }) => id)
}

async function takeFrom(trx: Transaction<Database>, { siteId, commentId }: CommentKey, barred: readonly string[]) {
  if (barred.length === 0) return
  await trx
    .updateTable('comment')
    .set(NO_LEASE)
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .where('lease_holder', 'in', [...barred])
    .execute()
}

/** An appeal with what it was about. */
export interface LastAppeal extends OwnAppeal {
  readonly decisionId: string
  /** The decision that answered it, which cannot be appealed again. */
  readonly answerId: string | null
}

/** Returns the last appeal on each of these comments. */
export async function findAppeals(
  db: Db,
  siteId: string,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, LastAppeal>> {
  if (commentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('appeal')
    .distinctOn('comment_id')
    .select(['comment_id as commentId', 'decision_id as decisionId', 'ticket', 'reason', 'made_at as madeAt'])
    .select(['due_at as dueAt', 'outcome', 'answered_at as answeredAt', 'answer_id as answerId'])
    .where('site_id', '=', siteId)
    .where('comment_id', 'in', [...commentIds])
    .orderBy('comment_id')
    .orderBy('made_at', 'desc')
    .execute()
  return new Map(rows.map(({ commentId, ...appeal }) => [commentId, appeal]))
}

interface Undone extends CommentKey {
  readonly decisionId: string
  readonly at: Date
}

/**
 * Lets the appeal lapse that was about a decision, and opens the one again that it had answered; the caller has undone it.
 * Nobody is asked any more where none is open.
 */
export async function reopenAppeal(trx: Transaction<Database>, { siteId, commentId, decisionId, at }: Undone) {
  // Only one may be open.
  await trx
    .updateTable('appeal')
    .set({ outcome: 'lapsed', answered_at: at })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('decision_id', '=', decisionId)
    .where('outcome', 'is', null)
    .execute()
  await trx
    .updateTable('appeal')
    .set({ outcome: null, answered_at: null, answer_id: null })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answer_id', '=', decisionId)
    .execute()
  // The decision may have stood on what was refused already, and be undone without the status changing.
  if (!(await isOpen(trx, { siteId, commentId }))) await stopAsking(trx, { siteId, commentId, queue: 'appeals' })
}

async function isOpen(trx: Transaction<Database>, { siteId, commentId }: CommentKey): Promise<boolean> {
  const open = await trx
    .selectFrom('appeal')
    .select('id')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}
