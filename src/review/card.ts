import { sql } from 'kysely'
import type { Actor } from '../moderation/event.ts'
import type { Status } from '../moderation/life-cycle.ts'
import type { Screening } from '../screening/evidence.ts'
import type { ArticleMode } from '../screening/policy.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'

/** All that a moderator sees of one comment. */
export interface CardRows {
  readonly comment: { readonly id: string; readonly text: string; readonly status: Status; readonly createdAt: Date }
  readonly article: {
    readonly id: string
    readonly title: string | null
    readonly url: string | null
    /** The article's own mode, else its site's. */
    readonly mode: ArticleMode
  }
  readonly screening: Screening
  readonly author: Author
  readonly events: readonly CardEvent[]
}

interface Author {
  readonly id: string
  /** The name under which this comment was written. */
  readonly name: string
  readonly firstSeenAt: Date
  /** All of the author's comments on the site, this one included. */
  readonly counts: Readonly<Record<Status, number>>
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

interface CardEvent {
  readonly type: string
  readonly actor: Actor
  /** Display name of the moderator who did it, `null` for readers and the policy. */
  readonly moderatorName: string | null
  readonly at: Date
}

interface CommentKey {
  readonly siteId: string
  readonly commentId: string
}

/** What fits beside a card: enough to tell a habit from a slip. */
const RECENT_COMMENTS = 5

/** Returns the card of a comment in any status with its last screening, or `undefined` when the site has no such one. */
export async function loadCard(db: Db, key: CommentKey): Promise<CardRows | undefined> {
  const row = await findComment(db, key)
  if (!row) return undefined
  const [counts, recent, events] = await Promise.all([
    countByStatus(db, key.siteId, row.readerId),
    listRecent(db, key, row.readerId),
    listCardEvents(db, key),
  ])
  return {
    comment: { id: row.id, text: row.text, status: row.status, createdAt: row.createdAt },
    article: { id: row.articleId, title: row.title, url: row.url, mode: row.mode },
    screening: { verdict: row.verdict, category: row.category, risk: row.risk, evidence: row.evidence },
    author: { id: row.readerId, name: row.displayName, firstSeenAt: row.firstSeenAt, counts, recent },
    events,
  }
}

async function findComment(db: Db, { siteId, commentId }: CommentKey) {
  return db
    .selectFrom('comment')
    .innerJoin('article', (join) =>
      join.onRef('article.site_id', '=', 'comment.site_id').onRef('article.id', '=', 'comment.article_id'),
    )
    .innerJoin('site', 'site.id', 'comment.site_id')
    .innerJoin('reader', (join) =>
      join.onRef('reader.site_id', '=', 'comment.site_id').onRef('reader.id', '=', 'comment.reader_id'),
    )
    .innerJoin('screening', (join) =>
      join.onRef('screening.site_id', '=', 'comment.site_id').onRef('screening.comment_id', '=', 'comment.id'),
    )
    .select(['comment.id', 'text', 'status', 'comment.created_at as createdAt', 'reader_id as readerId'])
    .select(['comment.display_name as displayName', 'reader.created_at as firstSeenAt'])
    .select(['article_id as articleId', 'title', 'url', 'verdict', 'screening.category', 'risk', 'evidence'])
    .select((eb) => eb.fn.coalesce('article.mode', 'site.mode').as('mode'))
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .orderBy('screening.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function countByStatus(db: Db, siteId: string, readerId: string): Promise<Record<Status, number>> {
  const counts = { held: 0, published: 0, rejected: 0, removed: 0, withdrawn: 0 }
  const rows = await db
    .selectFrom('comment')
    .select(['status', sql<number>`count(*)::int`.as('count')])
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .groupBy('status')
    .execute()
  for (const { status, count } of rows) counts[status] = count
  return counts
}

async function listRecent(db: Db, { siteId, commentId }: CommentKey, readerId: string): Promise<RecentComment[]> {
  return db
    .selectFrom('comment')
    .innerJoin('article', (join) =>
      join.onRef('article.site_id', '=', 'comment.site_id').onRef('article.id', '=', 'comment.article_id'),
    )
    .select(['comment.id', 'text', 'status', 'category', 'title as articleTitle', 'comment.created_at as createdAt'])
    .where('comment.site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .where('comment.id', '!=', commentId)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(RECENT_COMMENTS)
    .execute()
}

async function listCardEvents(db: Db, { siteId, commentId }: CommentKey): Promise<CardEvent[]> {
  return db
    .selectFrom('event')
    .leftJoin('moderator', (join) =>
      join
        .onRef('moderator.site_id', '=', 'event.site_id')
        .on('moderator.id', '=', sql<string>`(case when actor ->> 'kind' = 'moderator' then actor ->> 'id' end)::uuid`),
    )
    .select(['type', 'actor', 'display_name as moderatorName', 'occurred_at as at'])
    .where('event.site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('number')
    .execute()
}
