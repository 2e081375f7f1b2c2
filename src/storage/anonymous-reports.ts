import type { Transaction } from 'kysely'
import { promiseOf } from '../moderation/queue.ts'
import { findReportCategory } from '../moderation/report.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { askModerators } from './asking.ts'
import type { Db } from './database.ts'
import { holdReported, type OwnReport, type Reported, reportRows } from './reports.ts'
import type { Database } from './schema.ts'
import { newTicket } from './tickets.ts'

interface NewAnonymousReport {
  readonly siteId: string
  readonly commentId: string
  /** Stands for the address that it comes from. */
  readonly addressMark: Buffer
  readonly category: CategoryCode
  readonly text: string | null
  /** For the ticket number; gives numbers from 0 up to but not 1. */
  readonly random: () => number
}

/**
 * Records a complaint of somebody who has not signed in, and asks moderators, as `makeReport` does. The first of an
 * address stands: another is `updated` and changes nothing, for behind one address are many people.
 */
export async function makeAnonymousReport(trx: Transaction<Database>, wanted: NewAnonymousReport): Promise<Reported> {
  const { siteId, commentId, addressMark, category, text, random } = wanted
  const comment = await holdReported(trx, wanted)
  if (!comment) return { outcome: 'not_found' }
  const earlier = await findOfAddress(trx, wanted)
  if (earlier?.answeredAt) return { outcome: 'answered', report: earlier }
  if (comment.status !== 'published') return { outcome: 'not_public', status: comment.status }
  if (earlier) return { outcome: 'updated', report: earlier }
  const { at } = comment
  const due = promiseOf('reported', at)
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('report')
    .values({
      site_id: siteId,
      comment_id: commentId,
      reader_id: null,
      address_mark: addressMark,
      ticket: await newTicket(trx, siteId, random),
      category,
      text,
      reported_at: at,
      updated_at: at,
      due_at: due,
      answered_at: null,
      decision_id: null,
    })
    .onConflict((conflict) => conflict.columns(['site_id', 'comment_id', 'address_mark']).doNothing())
    .executeTakeFirstOrThrow()
  const isUrgent = findReportCategory(category)?.isUrgent ?? false
  await askModerators(trx, { siteId, commentId, queue: 'reported', since: at, isUrgent })
  const report = await findOfAddress(trx, wanted)
  if (!report) throw new Error(`the report on comment ${commentId} went while its row was held`)
  return { outcome: numInsertedOrUpdatedRows === 1n ? 'reported' : 'updated', report }
}

/** Returns the report with this number, whoever made it, or `undefined`. */
export async function findReportByTicket(db: Db, siteId: string, ticket: string): Promise<OwnReport | undefined> {
  return reportRows(db, siteId).where('ticket', '=', ticket).executeTakeFirst()
}

async function findOfAddress(db: Db, { siteId, commentId, addressMark }: NewAnonymousReport) {
  return reportRows(db, siteId)
    .where('report.comment_id', '=', commentId)
    .where('address_mark', '=', addressMark)
    .executeTakeFirst()
}
