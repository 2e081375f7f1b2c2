import { sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import type { RiskLevel } from '../moderation/risk-level.ts'
import { slowSecondsOf } from '../moderation/slow-mode.ts'
import type { Evidence, Screening } from '../screening/evidence.ts'
import type { ArticleMode } from '../screening/policy.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { countLately } from '../storage/waiting.ts'
import { type AnsweredComment, loadAnswered } from './answered.ts'
import { type AuthorRecord, loadAuthorRecord } from './author-record.ts'
import { type AuthorStanding, loadAuthorStanding } from './author-standing.ts'
import { type Complaints, loadComplaints } from './complaints.ts'
import { type History, loadHistory } from './history.ts'
import { listNotes, type Note } from './note.ts'

/** All that a moderator sees of one comment. */
export interface CardRows {
  readonly comment: {
    readonly id: string
    readonly text: string
    readonly status: Status
    /** Of the decision in force, `null` unless it was refused. */
    readonly category: CategoryCode | null
    readonly createdAt: Date
  }
  readonly article: {
    readonly id: string
    readonly title: string | null
    readonly url: string | null
    /** The article's own mode, else its site's. */
    readonly mode: ArticleMode
    readonly riskLevel: RiskLevel
    readonly slow: Slowness
    /** Comments that it received in the last 24 hours; more than 1000 count as 1000. */
    readonly lately: number
  }
  /** What it answers, the first comment of its thread before. */
  readonly answered: readonly AnsweredComment[]
  readonly screening: Screening
  readonly author: Author
  readonly history: History
  readonly notes: readonly Note[]
  readonly complaints: Complaints
  /** Who has it on their desk for a second look now. */
  readonly secondHolder: string | null
  /** Whether what others made of it is left out, because it is looked at a second time. */
  readonly isBlind: boolean
}

/** How long a reader waits between two comments. */
export interface Slowness {
  /** As a lead set it; `null` leaves it to the measured rate. */
  readonly chosen: number | null
  /** In force now. */
  readonly seconds: number
}

interface Author extends AuthorRecord {
  readonly id: string
  /** The name under which this comment was written. */
  readonly name: string
  /** Where this comment was sent from, province or country in Simplified Chinese. */
  readonly ipRegion: string | null
  readonly firstSeenAt: Date
  readonly standing: AuthorStanding
}

interface CommentKey {
  readonly siteId: string
  readonly commentId: string
}

/** How far back what an article receives tells of who reads it now. */
const LATELY_HOURS = 24

/**
 * Returns the card of a comment in any status with its last screening, or `undefined` when the site has no such one. Of
 * other comments on it those stand as if nobody had judged them at which the viewer may still be asked to look a second time.
 */
export async function loadCard(
  db: Db,
  key: CommentKey & { readonly viewerId?: string | undefined },
): Promise<CardRows | undefined> {
  const row = await findComment(db, key)
  if (!row) return undefined
  const { siteId, commentId, viewerId } = key
  const { readerId, articleId } = row
  const [record, standing, history, notes, lately, complaints, answered] = await Promise.all([
    loadAuthorRecord(db, { siteId, readerId, commentId, viewerId }),
    loadAuthorStanding(db, key),
    loadHistory(db, key),
    listNotes(db, siteId, commentId),
    countLately(db, { siteId, articleId, since: new Date(row.now.getTime() - LATELY_HOURS * 3_600_000) }),
    loadComplaints(db, key),
    loadAnswered(db, key),
  ])
  const slow = { chosen: row.slow_seconds, seconds: slowSecondsOf(row, row.now) }
  return {
    comment: { id: row.id, text: row.text, status: row.status, category: row.decided, createdAt: row.createdAt },
    article: { id: articleId, title: row.title, url: row.url, mode: row.mode, riskLevel: row.riskLevel, slow, lately },
    answered,
    screening: { verdict: row.verdict, category: row.category, risk: row.risk, evidence: evidenceOf(row) },
    author: {
      id: readerId,
      name: row.displayName,
      ipRegion: row.ipRegion,
      firstSeenAt: row.firstSeenAt,
      standing,
      ...record,
    },
    history,
    notes,
    complaints,
    secondHolder: row.secondHolder,
    isBlind: false,
  }
}

/** What was found quotes the text: nothing of it where its author has deleted their profile. */
function evidenceOf({ text, evidence }: { readonly text: string; readonly evidence: Evidence }): Evidence {
  return text === '' ? { ...evidence, hits: [], findings: [] } : evidence
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
    .select(['comment.display_name as displayName', 'reader.created_at as firstSeenAt', 'ip_region as ipRegion'])
    .select([
      'article_id as articleId',
      'title',
      'url',
      'risk_level as riskLevel',
      'slow_seconds',
      'slowed_until',
      'flooded_until',
      'verdict',
      'screening.category',
      'risk',
      'evidence',
    ])
    .select(['comment.category as decided', sql<Date>`clock_timestamp()`.as('now')])
    .select((eb) => eb.fn.coalesce('article.mode', 'site.mode').as('mode'))
    .select(
      sql<
        string | null
      >`case when lease_queue = 'second' and lease_expires_at > clock_timestamp() then lease_holder end`.as(
        'secondHolder',
      ),
    )
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .orderBy('screening.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
