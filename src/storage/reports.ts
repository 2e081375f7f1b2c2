import { type Selectable, sql, type Transaction } from 'kysely'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import { promiseOf } from '../moderation/queue.ts'
import { findReportCategory } from '../moderation/report.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { askModerators } from './asking.ts'
import type { Db } from './database.ts'
import { findDecisionInForce } from './decisions.ts'
import type { Database } from './schema.ts'
import type { ReportTable } from './schema-quality.ts'
import { newTicket } from './tickets.ts'

interface NewReport {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
  readonly category: CategoryCode
  readonly text: string | null
  /** For the ticket number; gives numbers from 0 up to but not 1. */
  readonly random: () => number
}

export type Reported =
  | { readonly outcome: 'reported' | 'updated'; readonly report: OwnReport }
  /** As many as are taken from one address wait for an answer. */
  | { readonly outcome: 'enough' }
  /** A moderator has decided on it already. */
  | { readonly outcome: 'answered'; readonly report: OwnReport }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'own_comment' }
  /** Nobody sees it, or nobody sees it any more. */
  | { readonly outcome: 'not_public'; readonly status: Status }

/** A report as the reader who made it may see it. */
export interface OwnReport {
  readonly commentId: string
  readonly articleId: string
  /** `null` unless everybody may read it. */
  readonly commentText: string | null
  readonly ticket: string
  readonly category: CategoryCode
  readonly text: string | null
  readonly reportedAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
  /** The decision that answered it. */
  readonly decision: DecisionKind | null
}

/**
 * Records that a reader complains about a published comment of another, and asks moderators: nothing else follows from
 * a report, however many there are. A second one of the same reader takes the place of the first while that is open.
 * The comment's row is held until the caller commits, so that a decision answers either this report or comes before it.
 */
export async function makeReport(trx: Transaction<Database>, wanted: NewReport): Promise<Reported> {
  const { commentId, readerId } = wanted
  const comment = await holdReported(trx, wanted)
  if (!comment) return { outcome: 'not_found' }
  if (comment.readerId === readerId) return { outcome: 'own_comment' }
  const earlier = await findReport(trx, wanted)
  if (earlier?.answeredAt) return { outcome: 'answered', report: earlier }
  if (comment.status !== 'published') return { outcome: 'not_public', status: comment.status }
  await writeReport(trx, { ...wanted, addressMark: null }, comment.at)
  const report = await findReport(trx, wanted)
  if (!report) throw new Error(`the report on comment ${commentId} went while its row was held`)
  return { outcome: earlier ? 'updated' : 'reported', report }
}

/** Returns the comment that is reported, whose row is held until the caller commits, or `undefined`. */
export async function holdReported(
  trx: Transaction<Database>,
  { siteId, commentId }: Pick<NewReport, 'siteId' | 'commentId'>,
) {
  return trx
    .selectFrom('comment')
    .select(['status', 'reader_id as readerId', sql<Date>`clock_timestamp()`.as('at')])
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .forShare()
    .executeTakeFirst()
}

interface Written extends Omit<NewReport, 'readerId'> {
  /** One of the two. */
  readonly readerId: string | null
  readonly addressMark: Buffer | null
}

/** Writes a report, or in the place of its reader's first one, and asks moderators; returns the ticket of a new one. */
export async function writeReport(trx: Transaction<Database>, wanted: Written, at: Date): Promise<string> {
  const { siteId, commentId, readerId, addressMark, category, text, random } = wanted
  const row: Selectable<ReportTable> = {
    site_id: siteId,
    comment_id: commentId,
    reader_id: readerId,
    address_mark: addressMark,
    ticket: await newTicket(trx, siteId, random),
    category,
    text,
    reported_at: at,
    updated_at: at,
    due_at: promiseOf('reported', at),
    answered_at: null,
    decision_id: null,
  }
  await trx
    .insertInto('report')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'comment_id', 'reader_id']).doUpdateSet({ category, text, updated_at: at }),
    )
    .execute()
  const isUrgent = findReportCategory(category)?.isUrgent ?? false
  await askModerators(trx, { siteId, commentId, queue: 'reported', since: at, isUrgent })
  return row.ticket
}

interface ReportKey {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
}

async function findReport(db: Db, { siteId, commentId, readerId }: ReportKey): Promise<OwnReport | undefined> {
  return ownReports(db, siteId, readerId).where('report.comment_id', '=', commentId).executeTakeFirst()
}

/** A place in a reader's list of reports: the last of the page before. */
interface ReportPlace {
  readonly at: Date
  readonly id: string
}

interface ReportPage {
  readonly siteId: string
  readonly readerId: string
  readonly cursor: ReportPlace | null
  readonly limit: number
}

/** Returns a reader's own reports, the last one first, and where the next page starts, `null` on the last. */
export async function listOwnReports(
  db: Db,
  { siteId, readerId, cursor, limit }: ReportPage,
): Promise<{ readonly reports: readonly OwnReport[]; readonly next: ReportPlace | null }> {
  const rows = await ownReports(db, siteId, readerId)
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(reported_at, report.comment_id) < (${cursor?.at}, ${cursor?.id}::uuid)`),
    )
    .orderBy('reported_at', 'desc')
    .orderBy('report.comment_id', 'desc')
    .limit(limit + 1)
    .execute()
  const reports = rows.slice(0, limit)
  const last = reports.at(-1)
  return { reports, next: rows.length > limit && last ? { at: last.reportedAt, id: last.commentId } : null }
}

function ownReports(db: Db, siteId: string, readerId: string) {
  return reportRows(db, siteId).where('report.reader_id', '=', readerId)
}

/** Selects the reports of a site as whoever made them may see them. */
export function reportRows(db: Db, siteId: string) {
  return db
    .selectFrom('report')
    .innerJoin('comment', (join) =>
      join.onRef('comment.site_id', '=', 'report.site_id').onRef('comment.id', '=', 'report.comment_id'),
    )
    .leftJoin('decision', (join) =>
      join
        .onRef('decision.site_id', '=', 'report.site_id')
        .onRef('decision.comment_id', '=', 'report.comment_id')
        .onRef('decision.id', '=', 'report.decision_id'),
    )
    .select(['report.comment_id as commentId', 'article_id as articleId', 'ticket', 'report.category', 'report.text'])
    .select(['reported_at as reportedAt', 'due_at as dueAt', 'answered_at as answeredAt', 'decision.kind as decision'])
    .select(sql<string | null>`case when comment.status = 'published' then comment.text end`.as('commentText'))
    .where('report.site_id', '=', siteId)
}

interface Undone {
  readonly siteId: string
  readonly commentId: string
  readonly decisionId: string
}

/**
 * Opens the reports again that a decision had answered, which the caller has undone; moderators are asked again where the
 * comment is public. Where it is held, whatever is decided next answers them; where it is gone, the decision that is in
 * force again has answered all, with those that came in since.
 */
export async function reopenReports(trx: Transaction<Database>, undone: Undone, status: Status): Promise<void> {
  const { siteId, commentId, decisionId } = undone
  const reopened = await trx
    .updateTable('report')
    .set({ answered_at: null, decision_id: null })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('decision_id', '=', decisionId)
    .returning('reported_at')
    .execute()
  if (status === 'rejected' || status === 'removed') await answerByDecisionInForce(trx, undone)
  if (status !== 'published' || reopened.length === 0) return
  const since = new Date(Math.min(...reopened.map(({ reported_at }) => reported_at.getTime())))
  await askModerators(trx, { siteId, commentId, queue: 'reported', since })
}

async function answerByDecisionInForce(trx: Transaction<Database>, { siteId, commentId }: Undone): Promise<void> {
  const inForce = await findDecisionInForce(trx, siteId, commentId)
  await trx
    .updateTable('report')
    .set({ answered_at: sql`clock_timestamp()`, decision_id: inForce?.id ?? null })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answered_at', 'is', null)
    .execute()
}
