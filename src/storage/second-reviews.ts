import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely'
import { rolesWith } from '../moderation/rights.ts'
import { stopAsking } from './asking.ts'
import type { Database } from './schema.ts'

interface Undone {
  readonly siteId: string
  readonly commentId: string
  readonly decisionId: string
}

/**
 * Takes back what was asked about a decision that is undone: nobody looks at it a second time, no lead is asked about it,
 * and it was never drawn. What a lead had settled by it is open again. An opinion that was given stays.
 */
export async function cancelSecondReview(trx: Transaction<Database>, undone: Undone): Promise<void> {
  const { siteId, commentId, decisionId } = undone
  const { rows } = await sql<{ isUnsettled: boolean }>`
    with reopened as (
      update second_review set lead_decision_id = null
      where site_id = ${siteId} and comment_id = ${commentId} and lead_decision_id = ${decisionId}
    ), cancelled as (
      delete from second_review
      where site_id = ${siteId} and comment_id = ${commentId} and decision_id = ${decisionId} and given_at is null
      returning reason
    ), unsettled as (
      update second_review set escalated_at = null
      where site_id = ${siteId} and comment_id = ${commentId} and decision_id = ${decisionId}
        and escalated_at is not null and lead_decision_id is null
      returning id
    ), undrawn as (
      delete from review_sample where site_id = ${siteId} and comment_id = ${commentId} and kind = 'second'
        and exists (select from cancelled where reason = 'sample')
    )
    select exists (select from unsettled) as "isUnsettled"`.execute(trx)
  const [found] = rows
  // The queue may hold it again as before the decision, and the opinion have been given since.
  if (!(await isAskedStill(trx, undone))) await stopAsking(trx, { siteId, commentId, queue: 'second' })
  if (found?.isUnsettled && !(await isEscalatedStill(trx, undone))) {
    await stopAsking(trx, { siteId, commentId, queue: 'escalated' })
  }
}

/** About any decision on the comment. */
async function isAskedStill(trx: Transaction<Database>, { siteId, commentId }: Undone): Promise<boolean> {
  const open = await trx
    .selectFrom('second_review')
    .select('id')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('given_at', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}

/**
 * The condition on `comment` that this moderator may still be asked to look at it a second time, and so must not be
 * shown what was made of it: it waits for that, they are not barred, and they are no lead, who answers for decisions.
 */
export function isBlindTo(moderatorId: string): RawBuilder<SqlBool> {
  return sql`exists (
    select from waiting join moderator as viewer on viewer.site_id = waiting.site_id and viewer.id = ${moderatorId}
    where waiting.site_id = comment.site_id and waiting.comment_id = comment.id and waiting.queue = 'second'
      and viewer.role <> all(${rolesWith('see_decisions')}) and viewer.id <> all (waiting.barred)
  )`
}

/**
 * The decision that whoever looks a second time is asked about, as rows of one `before` status: the last one that waits
 * for an opinion, none where no second look does.
 */
export function askedAbout(comment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select decision.before ->> 'status' as "before" from second_review
    join decision on decision.site_id = second_review.site_id and decision.comment_id = second_review.comment_id
      and decision.id = second_review.decision_id
    where (second_review.site_id, second_review.comment_id) = (${comment}) and given_at is null
    order by decided_at desc, decision.id desc limit 1`
}

/** By a moderator who wants to know something else. */
async function isEscalatedStill(trx: Transaction<Database>, { siteId, commentId }: Undone): Promise<boolean> {
  const open = await trx
    .selectFrom('escalation')
    .select('id')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}
