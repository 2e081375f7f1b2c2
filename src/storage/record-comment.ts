import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Badge } from '../moderation/badge.ts'
import type { Event } from '../moderation/event.ts'
import { type FirstStanding, firstStanding } from '../moderation/first-standing.ts'
import { turnOf } from '../moderation/queue.ts'
import { queueTime } from '../moderation/review-value.ts'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import type { Screening } from '../screening/evidence.ts'
import type { Db } from './database.ts'
import { chainEvents, type EventRow } from './event-chain.ts'
import { findIdempotencyKey } from './idempotency-keys.ts'
import { PREPARED } from './prepared.ts'
import { barriers } from './protect-reader.ts'
import { records } from './records.ts'
import { inForce } from './sanctions.ts'
import type { CommentTable, Database } from './schema.ts'
import { searchRow } from './search/search-row.ts'

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

interface Idempotency {
  readonly key: string
  readonly requestHash: Buffer
  /** What the reader is about to be told, to be told again. */
  readonly answer: object
}

export type Recorded =
  | { readonly outcome: 'recorded'; readonly comment: Comment }
  | { readonly outcome: 'repeated'; readonly answer: object }
  | { readonly outcome: 'sanctioned' }
  /** The reader has deleted their profile meanwhile. */
  | { readonly outcome: 'reader_gone' }
  | { readonly outcome: 'idempotency_conflict' }

/**
 * Writes the comment, its screening, the policy's decision if `firstStanding` gives one, its events, what it is searched
 * by, what near-duplicates find it by, the draw for patrol and its idempotency key in one statement, all or nothing, in one
 * round trip:
 *
 *     with gate as (insert into idempotency_key … on conflict do nothing returning 1 as open),
 *       recorded as (insert into comment select … from gate … returning id),
 *       screened as (insert into screening select … from recorded …),
 *       decided as (insert into decision …), logged as (insert into event …), keyed as (insert into fingerprint_key …)
 *     select id from recorded
 *
 * A measure of `barredBy` that was committed before the statement began closes the gate: `sanctioned`, and nothing is written;
 * likewise where the writer may not answer any of `reply.answered`.
 * So does the deletion of the reader's profile, which the statement waits for where it is under way: `reader_gone`.
 * Of two requests that race with one key, the second waits at the gate for the first to commit and writes nothing:
 * it gets `repeated` with the first one's answer, or `idempotency_conflict` when its request hash differs.
 */
export async function recordComment(db: Db, created: NewComment): Promise<Recorded> {
  const standing = firstStanding(created.screening)
  const comment = commentRow(created, standing)
  const events = eventRows(created, standing)
  const { rows } = await sql`
    ${PREPARED} with barred as (select from ${barring(created)}),
      writer as (${writerOf(created)}),
      gate as (${created.idempotency ? claimKey(created, created.idempotency) : sql`select 1 as open from writer where ${UNBARRED}`}),
      recorded as (
        insert into comment select record.* from gate, ${records('comment', [{ ...comment, event_count: events.length }])}
        returning id
      ),
      screened as (insert into screening select record.* from recorded, ${records('screening', [screeningRow(created)])}),
      searchable as (
        insert into comment_search select record.* from recorded, ${records('comment_search', [searchRow(created)])}
      ),
      decided as (insert into decision select record.* from recorded, ${records('decision', decisionRows(created, standing))}),
      logged as (insert into event select record.* from recorded, ${records('event', events)}),
      keyed as (
        insert into fingerprint_key select ${created.siteId}, found_by.key, ${created.at}, id
        from recorded, unnest(${created.keys}::bigint[]) as found_by (key)
      )${askPatrol(created, standing)}
    select id from recorded
  `.execute(db)
  if (rows.length === 1) return { outcome: 'recorded', comment: { ...comment, event_count: events.length } }
  return created.idempotency ? repeat(db, created, created.idempotency) : gated(db, created)
}

/** Nothing at all for what is not drawn: an insertion of no rows would wake every console. */
function askPatrol({ siteId, at, patrolShare = null }: NewComment, { kind }: FirstStanding): RawBuilder<unknown> {
  if (patrolShare === null || kind === null) return sql``
  return sql`,
      drawn as (
        insert into review_sample (site_id, comment_id, kind, probability, drawn_at)
        select ${siteId}, id, 'patrol', ${patrolShare}, ${at} from recorded
      ),
      asked as (
        insert into waiting (site_id, comment_id, queue, queue_at, since)
        select ${siteId}, id, 'patrol', ${turnOf('patrol', at)}, ${at} from recorded
      )`
}

function claimKey(created: NewComment, { key, requestHash, answer }: Idempotency): RawBuilder<unknown> {
  const row = {
    site_id: created.siteId,
    reader_id: created.readerId,
    key,
    request_hash: requestHash,
    comment_id: created.commentId,
    answer,
    created_at: created.at,
  }
  return sql`
    insert into idempotency_key select record.* from writer, ${records('idempotency_key', [row])} where ${UNBARRED}
    on conflict (site_id, reader_id, key) do nothing returning 1 as open
  `
}

async function repeat(db: Db, created: NewComment, { key, requestHash }: Idempotency): Promise<Recorded> {
  const kept = await findIdempotencyKey(db, { siteId: created.siteId, readerId: created.readerId, key })
  // The key was swept between the two statements, so that this request is the first again.
  if (!kept) return gated(db, created)
  return kept.requestHash.equals(requestHash)
    ? { outcome: 'repeated', answer: kept.answer }
    : { outcome: 'idempotency_conflict' }
}

async function gated(db: Db, created: NewComment): Promise<Recorded> {
  const { rows } = await writerOf(created).execute(db)
  if (rows.length === 0) return { outcome: 'reader_gone' }
  // Lifted between the two statements, so that nothing is in its way any more.
  return (await isBarred(db, created)) ? { outcome: 'sanctioned' } : recordComment(db, created)
}

const UNBARRED = sql`not exists (select from barred)`

/** Holds the row as the foreign key will, but sees whether it was deleted while it had to wait. */
function writerOf({ siteId, readerId }: NewComment): RawBuilder<unknown> {
  return sql`select 1 from reader where site_id = ${siteId} and id = ${readerId} and deleted_at is null for key share`
}

function barring({ siteId, readerId, person = null, at, barredBy = [], reply }: NewComment): RawBuilder<unknown> {
  const measures = inForce({ siteId, readerId, person, at }, barredBy)
  const { answered = [] } = reply ?? {}
  if (answered.length === 0) return measures
  return sql`(select from ${measures} union all select from (${barriers({ siteId, readerId, answered })}) as barrier) as barring`
}

async function isBarred(db: Db, created: NewComment): Promise<boolean> {
  const { rows } = await sql`select from ${barring(created)} limit 1`.execute(db)
  return rows.length > 0
}

function commentRow(created: NewComment, standing: FirstStanding): Omit<Comment, 'event_count'> {
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
  }
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

function eventRows(created: NewComment, standing: FirstStanding): EventRow[] {
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
