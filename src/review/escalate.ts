import type { Transaction } from 'kysely'
import { askModerators, stopAsking } from '../storage/asking.ts'
import type { Db } from '../storage/database.ts'
import { releaseUnder } from '../storage/end-leases.ts'
import { appendEvents } from '../storage/events.ts'
import type { Database } from '../storage/schema.ts'
import { barredLeads } from './barred-leads.ts'
import { explainLoss, type LeaseKey, type LeaseLost } from './lease.ts'
import { wasAnswered, wasAsked } from './repeated.ts'
import { askInTraining, wasAskedInTraining } from './training-question.ts'

export type Escalated =
  | { readonly outcome: 'escalated' }
  /** A lead is asked about it already; the lease stays. */
  | { readonly outcome: 'already_escalated' }
  | LeaseLost

export type Returned =
  | { readonly outcome: 'returned' }
  /** Nobody has asked, or it was answered already; the lease stays. */
  | { readonly outcome: 'not_escalated' }
  | LeaseLost

interface Comment {
  readonly siteId: string
  readonly commentId: string
}

/**
 * Asks a lead about a leased comment, and gives it back: until the lead has decided or answered, no other queue gives
 * it to anyone. What was asked of it before stays open, with its age. Of a training card no lead is asked, and it
 * is never given again. The same asked again under the same lease is answered as it was.
 */
export async function escalate(
  db: Db,
  asking: LeaseKey & { readonly escalationId: string; readonly question: string },
): Promise<Escalated> {
  return db.transaction().execute(async (trx) => {
    if ((await wasAsked(trx, asking)) || (await askInTraining(trx, asking))) return { outcome: 'escalated' }
    if (await findOpenEscalation(trx, asking)) return { outcome: 'already_escalated' }
    const [released] = await releaseUnder(trx, asking, [asking])
    if (!released && (await wasAskedInTraining(trx, asking))) return { outcome: 'already_escalated' }
    if (!released) return explainLoss(trx, asking)
    const { siteId, commentId, moderatorId, escalationId: id, question } = asking
    const { at } = released
    await trx
      .insertInto('escalation')
      .values({
        site_id: siteId,
        comment_id: commentId,
        id,
        question,
        asked_by: moderatorId,
        asked_at: at,
        asked_under: asking.leaseToken,
      })
      .execute()
    const barred = await barredLeads(trx, { siteId, moderatorIds: await barredFromAppeal(trx, asking) })
    await askModerators(trx, { siteId, commentId, queue: 'escalated', since: at, barred })
    const actor = { kind: 'moderator', id: moderatorId } as const
    await appendEvents(trx, { siteId, commentId, at }, [
      { type: 'comment.escalated', actor, detail: { escalationId: id } },
    ])
    return { outcome: 'escalated' }
  })
}

/** Whoever may not answer the appeal that waits, may not answer it as a lead either. */
async function barredFromAppeal(
  trx: Transaction<Database>,
  { siteId, commentId }: Comment,
): Promise<readonly string[]> {
  const appeal = await trx
    .selectFrom('waiting')
    .select('barred')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('queue', '=', 'appeals')
    .executeTakeFirst()
  return appeal?.barred ?? []
}

/**
 * Gives a leased, escalated comment back to where it waited before, with an answer; the moderators then decide. The same
 * sent again under the same lease is answered as it was.
 */
export async function returnEscalated(db: Db, reply: LeaseKey & { readonly answer: string }): Promise<Returned> {
  return db.transaction().execute(async (trx) => {
    if (await wasAnswered(trx, reply)) return { outcome: 'returned' }
    const escalation = await findOpenEscalation(trx, reply)
    if (!escalation) return { outcome: 'not_escalated' }
    const [released] = await releaseUnder(trx, reply, [reply])
    if (!released) return explainLoss(trx, reply)
    const { siteId, commentId, moderatorId, answer } = reply
    const { at } = released
    await trx
      .updateTable('escalation')
      .set({ answer, answered_by: moderatorId, answered_at: at, answered_under: reply.leaseToken })
      .where('site_id', '=', siteId)
      .where('comment_id', '=', commentId)
      .where('id', '=', escalation.id)
      .execute()
    await stopAsking(trx, { siteId, commentId, queue: 'escalated' })
    const actor = { kind: 'moderator', id: moderatorId } as const
    await appendEvents(trx, { siteId, commentId, at }, [
      { type: 'escalation.answered', actor, detail: { escalationId: escalation.id } },
    ])
    return { outcome: 'returned' }
  })
}

/** Whoever asks or answers about one comment holds its lease, so that two of them do not meet here. */
async function findOpenEscalation(
  db: Db,
  { siteId, commentId }: Comment,
): Promise<{ readonly id: string } | undefined> {
  return db
    .selectFrom('escalation')
    .select('id')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
}
