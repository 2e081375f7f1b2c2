import { sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import { presentedStatus } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { blindnessOf } from './blindness.ts'

/** What the author of a comment has written and how it fared. */
export interface AuthorRecord {
  /** All of the author's comments on the site, this one included. */
  readonly counts: Readonly<Record<Status, number>>
  /** Refused ones by the category of the decision in force, the most first. */
  readonly refusals: readonly { readonly category: CategoryCode; readonly count: number }[]
  /** The author's other comments that readers have reported, and how many of those a moderator then refused. */
  readonly reported: { readonly comments: number; readonly upheld: number }
  /** The last others, newest first. */
  readonly recent: readonly RecentComment[]
}

interface RecentComment {
  readonly id: string
  readonly text: string
  readonly status: Status
  readonly category: CategoryCode | null
  readonly articleTitle: string | null
  readonly createdAt: Date
}

interface Author {
  readonly siteId: string
  readonly readerId: string
  /** The comment that is looked at. */
  readonly commentId: string
  /** Who looks: what they may still be asked to look at a second time is shown as if nobody had judged it. */
  readonly viewerId?: string | undefined
}

/** What fits beside a card: enough to tell a habit from a slip. */
const RECENT_COMMENTS = 5

/** Returns the author's whole record on the site as it stands now. */
export async function loadAuthorRecord(db: Db, author: Author): Promise<AuthorRecord> {
  const [counted, reported, recent] = await Promise.all([
    countByStatus(db, author),
    countReported(db, author),
    listRecent(db, author),
  ])
  const counts = { held: 0, published: 0, rejected: 0, removed: 0, withdrawn: 0 }
  const refusals = new Map<CategoryCode, number>()
  for (const { status, category, count } of counted) {
    counts[status] += count
    if (category !== null) refusals.set(category, (refusals.get(category) ?? 0) + count)
  }
  const byCount = [...refusals].map(([category, count]) => ({ category, count }))
  return { counts, refusals: byCount.sort((one, other) => other.count - one.count), reported, recent }
}

async function countByStatus(db: Db, { siteId, readerId }: Author) {
  return db
    .selectFrom('comment')
    .select(['status', 'category', sql<number>`count(*)::int`.as('count')])
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .groupBy(['status', 'category'])
    .execute()
}

async function countReported(db: Db, { siteId, readerId, commentId }: Author): Promise<AuthorRecord['reported']> {
  return db
    .selectFrom('comment')
    .innerJoin('report', (join) =>
      join.onRef('report.site_id', '=', 'comment.site_id').onRef('report.comment_id', '=', 'comment.id'),
    )
    .leftJoin('decision', (join) =>
      join
        .onRef('decision.site_id', '=', 'report.site_id')
        .onRef('decision.comment_id', '=', 'report.comment_id')
        .onRef('decision.id', '=', 'report.decision_id'),
    )
    .select(sql<number>`count(distinct comment.id)::int`.as('comments'))
    .select(sql<number>`(count(distinct comment.id) filter (where kind in ('remove', 'reject')))::int`.as('upheld'))
    .where('comment.site_id', '=', siteId)
    .where('comment.reader_id', '=', readerId)
    .where('comment.id', '!=', commentId)
    .executeTakeFirstOrThrow()
}

async function listRecent(db: Db, { siteId, readerId, commentId, viewerId }: Author): Promise<RecentComment[]> {
  const recent = await db
    .selectFrom('comment')
    .innerJoin('article', (join) =>
      join.onRef('article.site_id', '=', 'comment.site_id').onRef('article.id', '=', 'comment.article_id'),
    )
    .select(['comment.id', 'text', 'status', 'category', 'title as articleTitle', 'comment.created_at as createdAt'])
    .select(blindnessOf(viewerId))
    .where('comment.site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .where('comment.id', '!=', commentId)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(RECENT_COMMENTS)
    .execute()
  return recent.map(({ blindBefore, ...one }) =>
    blindBefore === null ? one : { ...one, status: presentedStatus(blindBefore), category: null },
  )
}
