import type { Transaction } from 'kysely'
import type { FirstStanding } from '../moderation/first-standing.ts'
import { askModerators } from './asking.ts'
import type { Database } from './schema.ts'
import { cancelSecondReview } from './second-reviews.ts'

interface EditedComment {
  readonly siteId: string
  readonly commentId: string
  readonly at: Date
}

/** Takes back every look that was asked at the earlier text by chance: a second one, a patrol, a rescan. */
export async function forgetLooks(
  trx: Transaction<Database>,
  { siteId, commentId }: Omit<EditedComment, 'at'>,
): Promise<void> {
  const looks = await trx
    .selectFrom('second_review')
    .select('decision_id')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .execute()
  for (const { decision_id: decisionId } of looks) await cancelSecondReview(trx, { siteId, commentId, decisionId })
  await trx
    .deleteFrom('waiting')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('queue', 'in', ['patrol', 'second', 'rescan'])
    .execute()
  await trx.deleteFrom('review_sample').where('site_id', '=', siteId).where('comment_id', '=', commentId).execute()
}

/**
 * Reports about the earlier text are answered by what the policy refuses. They are asked of the new text where that is
 * public, and where it is held whoever decides it answers them.
 */
export async function askAnew(
  trx: Transaction<Database>,
  { siteId, commentId, at, decisionId }: EditedComment & { readonly decisionId: string },
  { kind }: FirstStanding,
): Promise<void> {
  if (kind === 'reject') {
    await trx
      .updateTable('report')
      .set({ answered_at: at, decision_id: decisionId })
      .where('site_id', '=', siteId)
      .where('comment_id', '=', commentId)
      .where('answered_at', 'is', null)
      .execute()
  }
  if (kind !== 'publish') return
  const open = await trx
    .selectFrom('report')
    .select('ticket')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answered_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (open) await askModerators(trx, { siteId, commentId, queue: 'reported', since: at })
}

/** Draws of what the policy decides by itself, as of new comments. */
export async function drawForPatrol(
  trx: Transaction<Database>,
  { siteId, commentId, at, patrolShare }: EditedComment & { readonly patrolShare: number | null },
  { kind }: FirstStanding,
): Promise<void> {
  if (patrolShare === null || kind === null) return
  await trx
    .insertInto('review_sample')
    .values({ site_id: siteId, comment_id: commentId, kind: 'patrol', probability: patrolShare, drawn_at: at })
    .execute()
  await askModerators(trx, { siteId, commentId, queue: 'patrol', since: at })
}
