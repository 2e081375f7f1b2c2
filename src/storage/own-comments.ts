import { type ExpressionBuilder, sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import type { Evidence, Verdict } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'
import { type DecisionInForce, latestDecision, toDecisionInForce } from './decisions.ts'
import type { Answered } from './published-comments.ts'
import type { Database } from './schema.ts'

/** A comment as its author may see it, in any status. */
export interface OwnComment {
  readonly id: string
  readonly articleId: string
  readonly displayName: string
  readonly text: string
  readonly status: Status
  readonly createdAt: Date
  readonly publishedAt: Date | null
  readonly editedAt: Date | null
  readonly threadId: string | null
  readonly replyTo: Answered | null
  /** What the machine said: why a held comment waits. */
  readonly verdict: Verdict
  readonly suspectedCategory: CategoryCode | null
  readonly evidence: Evidence
  /** The decision in force, `null` while held and after a withdrawal that came before any. */
  readonly decision: DecisionInForce | null
}

interface Place {
  readonly at: Date
  readonly id: string
}

interface Ownership {
  readonly siteId: string
  readonly readerId: string
  readonly articleId?: string | undefined
  /** The last of the page before. */
  readonly cursor?: Place | null
  readonly limit: number
}

/**
 * Returns the reader's own comments, newest first, in every status, and never anyone else's; and where the next page starts,
 * `null` on the last.
 */
export async function listOwn(
  db: Db,
  { siteId, readerId, articleId, cursor = null, limit }: Ownership,
): Promise<{ readonly comments: readonly OwnComment[]; readonly next: Place | null }> {
  const rows = await db
    .selectFrom('comment')
    .innerJoinLateral(lastScreening, (join) => join.onTrue())
    .leftJoinLateral(latestDecision, (join) => join.onTrue())
    .leftJoin('comment as answered', (join) =>
      join.onRef('answered.site_id', '=', 'comment.site_id').onRef('answered.id', '=', 'comment.reply_to'),
    )
    .select(['comment.id', 'comment.article_id as articleId', 'comment.display_name as displayName'])
    .select(['comment.text', 'comment.status', 'comment.thread_id as threadId', 'comment.reply_to as answeredId'])
    .select((eb) =>
      eb
        .case()
        .when('answered.status', '=', 'published')
        .then(eb.ref('answered.display_name'))
        .end()
        .as('answeredName'),
    )
    .select([
      'comment.created_at as createdAt',
      'comment.published_at as publishedAt',
      'comment.edited_at as editedAt',
      'verdict',
      'suspectedCategory',
      'evidence',
    ])
    .select(['decisionId', 'kind', 'latest.category', 'note', 'decidedAt', 'moderatorId', 'moderatorName'])
    .select(['policyVersion', 'message'])
    .where('comment.site_id', '=', siteId)
    .where('comment.reader_id', '=', readerId)
    .$if(articleId !== undefined, (query) => query.where('comment.article_id', '=', articleId ?? ''))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(comment.created_at, comment.id) < (${cursor?.at}, ${cursor?.id}::uuid)`),
    )
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(limit + 1)
    .execute()
  const comments = rows.slice(0, limit).map((row) => ({
    id: row.id,
    articleId: row.articleId,
    displayName: row.displayName,
    text: row.text,
    status: row.status,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
    editedAt: row.editedAt,
    threadId: row.threadId,
    replyTo: row.answeredId === null ? null : { id: row.answeredId, name: row.answeredName },
    verdict: row.verdict,
    suspectedCategory: row.suspectedCategory,
    evidence: row.evidence,
    decision: toDecisionInForce(row.id, row),
  }))
  const last = comments.at(-1)
  return { comments, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null }
}

function lastScreening(eb: ExpressionBuilder<Database, 'comment'>) {
  return eb
    .selectFrom('screening')
    .select(['verdict', 'screening.category as suspectedCategory', 'evidence'])
    .whereRef('screening.site_id', '=', 'comment.site_id')
    .whereRef('screening.comment_id', '=', 'comment.id')
    .orderBy('screening.id', 'desc')
    .limit(1)
    .as('screening')
}

/** A comment's text with where it stands, for its author. */
export interface OwnText
  extends Pick<
    OwnComment,
    'articleId' | 'displayName' | 'text' | 'status' | 'createdAt' | 'publishedAt' | 'threadId' | 'replyTo'
  > {
  readonly queueAt: Date | null
}

interface Owned {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
}

/** Returns the reader's own comment in any status, `undefined` for another's as for one that is none. */
export async function findOwn(db: Db, { siteId, commentId, readerId }: Owned): Promise<OwnText | undefined> {
  const { rows } = await sql<OwnText>`
    select comment.article_id as "articleId", comment.display_name as "displayName", comment.text, comment.status,
      comment.created_at as "createdAt", comment.published_at as "publishedAt", comment.queue_at as "queueAt",
      comment.thread_id as "threadId", case when answered.id is not null then json_build_object(
        'id', answered.id, 'name', case when answered.status = 'published' then answered.display_name end
      ) end as "replyTo"
    from comment
    left join comment as answered on answered.site_id = comment.site_id and answered.id = comment.reply_to
    where comment.site_id = ${siteId} and comment.id = ${commentId} and comment.reader_id = ${readerId}`.execute(db)
  return rows[0]
}
