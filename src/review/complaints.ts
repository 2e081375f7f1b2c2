import { sql } from 'kysely'
import type { AppealOutcome } from '../moderation/appeal.ts'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import { presentedStatus } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { askedAbout } from '../storage/second-reviews.ts'

/** What readers and other moderators have against how a comment stands. */
export interface Complaints {
  readonly reports: OpenReports
  /** The last appeal, open or not. */
  readonly appeal: CardAppeal | null
  /** The last two opinions that a lead was asked about. */
  readonly disagreement: Disagreement | null
  /** In which status whoever looks a second time sees the comment; `null` where no second look waits. */
  readonly presented: 'held' | 'published' | null
}

/** The reports that nobody has answered yet. */
interface OpenReports {
  readonly count: number
  /** How many of them came without a sign-in. */
  readonly anonymous: number
  /** Those that most signed readers chose first. */
  readonly categories: readonly { readonly category: CategoryCode; readonly count: number }[]
  /** Those of signed readers first, then the oldest, at most 50. */
  readonly listed: readonly OpenReport[]
}

interface OpenReport {
  readonly ticket: string
  readonly category: CategoryCode
  readonly text: string | null
  readonly reportedAt: Date
  readonly dueAt: Date
  /** `null` where nobody had signed in: nothing is known of how right they were before. */
  readonly reader: Reporter | null
}

interface Reporter {
  readonly id: string
  readonly name: string
  /** Reports of theirs on which a moderator has decided, and how many of those were upheld. */
  readonly decided: number
  readonly upheld: number
}

interface CardAppeal {
  readonly ticket: string
  readonly reason: string
  readonly decisionId: string
  readonly madeAt: Date
  readonly dueAt: Date
  readonly outcome: AppealOutcome | null
  readonly answeredAt: Date | null
  /** Open, and everybody who serves the site has judged the comment before. */
  readonly isNobodyLeft: boolean
}

interface Disagreement {
  readonly reason: 'sample' | 'appeal'
  readonly first: OpinionBy
  readonly second: OpinionBy
  /** The lead's word, `null` before. */
  readonly leadDecisionId: string | null
}

interface OpinionBy {
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly note: string | null
  readonly by: string
  readonly at: Date
}

interface CommentKey {
  readonly siteId: string
  readonly commentId: string
}

/** What fits on a card; the count tells of the others. */
const LISTED_REPORTS = 50

/** Returns all of it as it stands now. */
export async function loadComplaints(db: Db, key: CommentKey): Promise<Complaints> {
  const [categories, listed, appeal, disagreement, presented] = await Promise.all([
    countReports(db, key),
    listReports(db, key),
    findAppeal(db, key),
    findDisagreement(db, key),
    findPresented(db, key),
  ])
  const count = categories.reduce((sum, one) => sum + one.count, 0)
  const anonymous = categories.reduce((sum, one) => sum + one.count - one.signed, 0)
  const reports = { count, anonymous, categories: categories.map(({ signed, ...one }) => one), listed }
  return { reports, appeal, disagreement, presented }
}

async function countReports(db: Db, { siteId, commentId }: CommentKey) {
  return db
    .selectFrom('report')
    .select(['category', sql<number>`count(*)::int`.as('count'), sql<number>`count(reader_id)::int`.as('signed')])
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('answered_at', 'is', null)
    .groupBy('category')
    .orderBy('signed', 'desc')
    .orderBy('count', 'desc')
    .orderBy('category')
    .execute()
}

/** The record of each reader is read off the index of their reports. */
async function listReports(db: Db, { siteId, commentId }: CommentKey): Promise<readonly OpenReport[]> {
  const { rows } = await sql<Omit<OpenReport, 'reader'> & Omit<Reporter, 'id'> & { readonly id: string | null }>`
    select report.ticket, report.category, report.text, report.reported_at as "reportedAt", report.due_at as "dueAt",
      reader.id, reader.display_name as "name", record.decided, record.upheld
    from report
    left join reader on reader.site_id = report.site_id and reader.id = report.reader_id
    cross join lateral (
      select count(*)::int as decided, (count(*) filter (where kind in ('remove', 'reject')))::int as upheld
      from report as past
      join decision on decision.site_id = past.site_id and decision.comment_id = past.comment_id
        and decision.id = past.decision_id
      where past.site_id = report.site_id and past.reader_id = report.reader_id
    ) as record
    where report.site_id = ${siteId} and report.comment_id = ${commentId} and report.answered_at is null
    order by report.reader_id is null, report.reported_at, report.ticket limit ${LISTED_REPORTS}`.execute(db)
  return rows.map(({ id, name, decided, upheld, ...report }) => ({
    ...report,
    reader: id === null ? null : { id, name, decided, upheld },
  }))
}

async function findAppeal(db: Db, { siteId, commentId }: CommentKey): Promise<CardAppeal | null> {
  const { rows } = await sql<CardAppeal>`
    select ticket, reason, decision_id as "decisionId", made_at as "madeAt", due_at as "dueAt", outcome,
      answered_at as "answeredAt", outcome is null and ${isNobodyLeft} as "isNobodyLeft"
    from appeal where site_id = ${siteId} and comment_id = ${commentId}
    order by made_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Of a row of `appeal`: nobody who may decide is left that is not barred from it. */
export const isNobodyLeft = sql<boolean>`not exists (
  select from moderator where moderator.site_id = appeal.site_id and disabled_at is null and role <> 'auditor'
    and moderator.id <> all (coalesce((
      select barred from waiting where waiting.site_id = appeal.site_id and waiting.comment_id = appeal.comment_id
        and waiting.queue = 'appeals'
    ), '{}'))
)`

async function findDisagreement(db: Db, { siteId, commentId }: CommentKey): Promise<Disagreement | null> {
  const { rows } = await sql<Disagreement>`
    select reason, lead_decision_id as "leadDecisionId",
      json_build_object('kind', decision.kind, 'category', decision.category, 'note', decision.note,
        'by', decider.display_name, 'at', decision.decided_at) as "first",
      json_build_object('kind', second_review.kind, 'category', second_review.category, 'note', second_review.note,
        'by', second.display_name, 'at', given_at) as "second"
    from second_review
    join decision on decision.site_id = second_review.site_id and decision.comment_id = second_review.comment_id
      and decision.id = second_review.decision_id
    join moderator as decider on decider.site_id = decision.site_id and decider.id = decision.moderator_id
    join moderator as second on second.site_id = second_review.site_id and second.id = second_review.moderator_id
    where second_review.site_id = ${siteId} and second_review.comment_id = ${commentId} and escalated_at is not null
    order by given_at desc limit 1`.execute(db)
  const [row] = rows
  if (!row) return null
  const timed = (opinion: OpinionBy): OpinionBy => ({ ...opinion, at: new Date(opinion.at) })
  return { ...row, first: timed(row.first), second: timed(row.second) }
}

async function findPresented(db: Db, { siteId, commentId }: CommentKey): Promise<'held' | 'published' | null> {
  const asked = askedAbout(sql`${siteId}, ${commentId}::uuid`)
  const { rows } = await sql<{ before: Status | null }>`${asked}`.execute(db)
  const [row] = rows
  return row ? presentedStatus(row.before) : null
}
