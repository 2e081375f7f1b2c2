import { sql, type Transaction } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import { reopenAppeal } from '../storage/appeals.ts'
import { reopenReports } from '../storage/reports.ts'
import type { Database } from '../storage/schema.ts'
import { cancelSecondReview } from '../storage/second-reviews.ts'
import { imposeAgain } from './sanction.ts'

/** What may have been answered since, though the queue holds it again as before the decision. */
const ANSWERED_APART: ReadonlySet<Queue> = new Set(['second', 'appeals'])

interface Undone {
  readonly commentId: string
  readonly decisionId: string
  /** As they stand again. */
  readonly before: { readonly status: Status; readonly waiting: readonly { readonly queue: Queue }[] }
}

/**
 * Opens the reports and appeals again that decisions had answered, takes the measures again that ended with an overturned
 * appeal, lets the appeals against them lapse, and has nobody look at them a second time; the caller has put the comments back, whose rows its transaction holds.
 */
export async function reopenQuestions(
  trx: Transaction<Database>,
  { siteId, moderatorId, at }: { readonly siteId: string; readonly moderatorId: string; readonly at: Date },
  undone: readonly Undone[],
): Promise<void> {
  const touching = await findTouching(trx, siteId, undone)
  for (const { commentId, decisionId, before } of undone) {
    if (!touching.has(decisionId) && !before.waiting.some(({ queue }) => ANSWERED_APART.has(queue))) continue
    const one = { siteId, commentId, decisionId }
    await reopenReports(trx, one, before.status)
    await reopenAppeal(trx, { ...one, at })
    await imposeAgain(trx, { ...one, moderatorId, at })
    await cancelSecondReview(trx, one)
  }
}

/** Most decisions answered nobody and are not looked at again: of many, only the others are gone through. */
async function findTouching(
  trx: Transaction<Database>,
  siteId: string,
  undone: readonly Undone[],
): Promise<ReadonlySet<string>> {
  const commentIds = undone.map(({ commentId }) => commentId)
  const among = (table: 'report' | 'appeal' | 'second_review', column: string) => sql`
    select ${sql.ref(column)} as id from ${sql.table(table)}
    where site_id = ${siteId} and comment_id = any(${commentIds}::uuid[])`
  const { rows } = await sql<{ id: string | null }>`
    ${among('report', 'decision_id')} union ${among('appeal', 'answer_id')} union ${among('appeal', 'decision_id')}
    union ${among('second_review', 'decision_id')} union ${among('second_review', 'lead_decision_id')}`.execute(trx)
  return new Set(rows.flatMap(({ id }) => id ?? []))
}
