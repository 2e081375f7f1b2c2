import type { Selectable } from 'kysely'
import type { Badge } from '../moderation/badge.ts'
import type { Event } from '../moderation/event.ts'
import type { FirstStanding } from '../moderation/first-standing.ts'
import { queueTime } from '../moderation/review-value.ts'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import type { Screening } from '../screening/evidence.ts'
import { chainEvents, type EventRow } from './event-chain.ts'
import type { CommentTable, Database } from './schema.ts'
import type { IdempotencyKeyTable } from './schema-guards.ts'

export type Comment = Selectable<CommentTable>

export interface NewComment {
  readonly siteId: string
  readonly commentId: string
  readonly articleId: string
  readonly readerId: string
  readonly displayName: string
  readonly text: string
  readonly addressSealed: Buffer | null
  /** Where the address belongs; never the address. */
  readonly ipRegion?: string | null
  readonly at: Date
  readonly screening: Screening
  readonly screeningId: string
  /** Comments that its article received lately; of no effect unless it is held. */
  readonly lately: number
  /** Used only when the policy decides at once. */
  readonly decisionId: string
  readonly idempotency: Idempotency | null
  /** Where it was drawn for patrol, how likely that was; of no effect where it waits for a person anyhow. */
  readonly patrolShare?: number | null
  /** Measures that keep it from being recorded if one is in force against the reader, or against the person. */
  readonly barredBy?: readonly SanctionMeasure[]
  readonly person?: Buffer | null
  /** By which later near-duplicates find it, empty where none is looked for. */
  readonly keys: readonly number[]
  /** What it answers; absent for the first comment of a thread. */
  readonly reply?: Reply | undefined
  /** What the portal vouches for; absent for a reader. */
  readonly badge?: Badge | null
}

/** Where a reply stands. */
export interface Reply {
  /** The first comment of its thread. */
  readonly threadId: string
  /** The comment that it answers. */
  readonly replyTo: string
  /** Who wrote what it answers, and who began the thread: none of them must have closed themselves to the writer. */
  readonly answered?: readonly string[]
}

export interface Idempotency {
  readonly key: string
  readonly requestHash: Buffer
  /** What the reader is about to be told, to be told again. */
  readonly answer: object
}

/** Returns the row of a comment, with how many events its log begins with. */
export function commentRow(created: NewComment, standing: FirstStanding, events: number): Comment {
  return {
    site_id: created.siteId,
    id: created.commentId,
    article_id: created.articleId,
    reader_id: created.readerId,
    display_name: created.displayName,
    text: created.text,
    status: standing.status,
    category: standing.category,
    address_sealed: created.addressSealed,
    ip_region: created.ipRegion ?? null,
    created_at: created.at,
    published_at: standing.status === 'published' ? created.at : null,
    decided_at: standing.kind === null ? null : created.at,
    queue_at: standing.status === 'held' ? queueTime(created) : null,
    lease_holder: null,
    lease_token: null,
    lease_expires_at: null,
    lease_queue: null,
    thread_id: created.reply?.threadId ?? null,
    reply_to: created.reply?.replyTo ?? null,
    edited_at: null,
    badge: created.badge ?? null,
    event_count: events,
  }
}

/** Returns the row that keeps what a request under a key is answered, none for a request without one. */
export function keyRows({
  siteId,
  readerId,
  commentId,
  at,
  idempotency,
}: NewComment): Selectable<IdempotencyKeyTable>[] {
  if (!idempotency) return []
  const { key, requestHash, answer } = idempotency
  const owner = { site_id: siteId, reader_id: readerId, key }
  return [{ ...owner, request_hash: requestHash, comment_id: commentId, answer, created_at: at }]
}

/** What the machine said of a text, and where the policy decided by it, under which id. */
export type Judged = Pick<NewComment, 'siteId' | 'commentId' | 'screeningId' | 'screening' | 'decisionId' | 'at'>

/** Returns the row of a screening. */
export function screeningRow({
  siteId,
  commentId,
  screeningId,
  screening,
  at,
}: Judged): Selectable<Database['screening']> {
  const { verdict, category, risk, evidence } = screening
  return { site_id: siteId, comment_id: commentId, id: screeningId, verdict, category, risk, evidence, screened_at: at }
}

/** Returns the row of the policy's decision, none where it leaves the comment to a person. */
export function decisionRows(created: Judged, standing: FirstStanding): Selectable<Database['decision']>[] {
  if (standing.kind === null) return []
  return [
    {
      site_id: created.siteId,
      comment_id: created.commentId,
      id: created.decisionId,
      kind: standing.kind,
      category: standing.category,
      note: null,
      moderator_id: null,
      policy_version: created.screening.evidence.policyVersion,
      decided_at: created.at,
      queue: null,
      before: null,
      message: null,
      template_id: null,
      bulk_id: null,
      lease_token: null,
    },
  ]
}

/** Returns the first events of a comment's log. */
export function eventRows(created: NewComment, standing: FirstStanding): EventRow[] {
  const { siteId, commentId, at, articleId, readerId, reply } = created
  const received: Event = {
    type: 'comment.received',
    actor: { kind: 'reader', id: readerId },
    detail: { articleId, ...(reply && { replyTo: reply.replyTo }) },
  }
  const events = [received, ...judgingEvents(created, standing)]
  return chainEvents({ siteId, commentId, at, count: 0, hash: null }, events)
}

/** Returns what the machine's reading adds to a comment's log. */
export function judgingEvents({ screening, decisionId }: Judged, standing: FirstStanding): Event[] {
  const { verdict, category, evidence } = screening
  const actor = { kind: 'policy', version: evidence.policyVersion } as const
  return [
    { type: 'comment.screened', actor, detail: { verdict, category } },
    standing.kind === null
      ? { type: 'comment.held', actor, detail: {} }
      : { type: 'decision.made', actor, detail: { decisionId, kind: standing.kind, category: standing.category } },
  ]
}
