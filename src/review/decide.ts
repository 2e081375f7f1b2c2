import { sql, type Transaction } from 'kysely'
import { type Status, statusAfter } from '../moderation/life-cycle.ts'
import { closedBy, mayDecideIn, type Queue } from '../moderation/queue.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { recordChanges } from '../storage/changes.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { continueChains } from '../storage/events.ts'
import { NO_LEASE } from '../storage/no-lease.ts'
import type { Database } from '../storage/schema.ts'
import type { BeforeDecision } from '../storage/schema-review.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost } from './lease.ts'
import { composeMessage, type Message } from './message.ts'

/** A refusal names the category that its author will read. */
export type Ruling =
  | { readonly kind: 'publish' | 'restore'; readonly category: null }
  | { readonly kind: 'reject' | 'remove'; readonly category: CategoryCode }

export type NewDecision = LeaseKey &
  Ruling & {
    readonly note: string | null
    readonly decisionId: string
    /** The site's wording for the author; `null` is the product's own, `undefined` the site's default where it has one. */
    readonly templateId?: string | null | undefined
  }

export type Decided =
  | {
      readonly outcome: 'decided'
      readonly decision: DecisionInForce
      /** The queues that it answered, for whoever asked there. */
      readonly closed: readonly Queue[]
    }
  | { readonly outcome: 'already_decided'; readonly decision: DecisionInForce }
  /** Nothing was changed: this status, or the queue it was claimed in, does not allow that kind. */
  | { readonly outcome: 'not_decidable'; readonly status: Status; readonly queue: Queue | null }
  /** Nothing was changed: the site has no such wording for that category. */
  | { readonly outcome: 'template_unknown' }
  | LeaseLost

/**
 * Decides a comment under a live lease, at most once whoever tries how often: status, decision, what the author reads,
 * event and the end of every question that it answers in one transaction, at the database's time; the lease ends with it.
 *
 *     update comment set status = $1, …, lease_token = null where site_id = $2 and id = $3
 *       and lease_holder = $4 and lease_token = $5 and lease_expires_at > clock_timestamp()
 *
 * When that finds nothing, nothing changes: `already_decided` with the decision in force when the comment was decided
 * since it was claimed; `lease_lost` when the lease ran out, another moderator has it, or its author withdrew the
 * comment. To decide what stands already, `publish` on a published comment, keeps it and answers what was asked.
 */
export async function decide(db: Db, wanted: NewDecision): Promise<Decided> {
  return db.transaction().execute(async (trx) => {
    const held = await lockHeld(trx, wanted)
    if (!held) return explain(trx, wanted)
    const { queue, before } = held
    if (!mayDecideIn(queue, before.status, wanted.kind)) {
      return { outcome: 'not_decidable', status: before.status, queue }
    }
    const message = wanted.category === null ? NO_MESSAGE : await composeMessage(trx, wanted, wanted.category)
    if (message === 'template_unknown') return { outcome: 'template_unknown' }
    const settled = await settle(trx, wanted, before)
    if (!settled) return explain(trx, wanted)
    const closed = await record(trx, wanted, { ...held, ...settled, message })
    return { outcome: 'decided', decision: toDecision(wanted, held, { at: settled.at, message }), closed }
  })
}

interface Held {
  readonly queue: Queue | null
  readonly displayName: string
  readonly before: BeforeDecision
}

const NO_MESSAGE: Message = { words: null, templateId: null }

/** Holds the row, and returns how it stands, with all that is asked about it. */
async function lockHeld(trx: Transaction<Database>, lease: LeaseKey): Promise<Held | undefined> {
  return trx
    .selectFrom('comment')
    .innerJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'comment.site_id').onRef('moderator.id', '=', 'comment.lease_holder'),
    )
    .select(['lease_queue as queue', 'moderator.display_name as displayName'])
    .select(BEFORE.as('before'))
    .where((eb) => isHeldUnder(eb, lease))
    .forUpdate('comment')
    .executeTakeFirst()
}

const BEFORE = sql<BeforeDecision>`jsonb_build_object(
  'status', comment.status, 'category', comment.category,
  'publishedAt', comment.published_at, 'decidedAt', comment.decided_at,
  'waiting', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'queue', queue, 'queue_at', waiting.queue_at, 'since', since, 'barred', barred
    )), '[]') from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
  )
)`

interface Settled {
  readonly at: Date
  readonly eventCount: number
}

async function settle(
  trx: Transaction<Database>,
  wanted: NewDecision,
  before: BeforeDecision,
): Promise<Settled | undefined> {
  const status = statusAfter(wanted.kind)
  return trx
    .with('clock', (cte) => cte.selectNoFrom(sql<Date>`clock_timestamp()`.as('at')))
    .updateTable('comment')
    .from('clock')
    .set((eb) => ({
      status,
      category: wanted.category,
      published_at: status === 'published' ? publishedAt(wanted, before) : null,
      decided_at: eb.ref('clock.at'),
      event_count: sql`event_count + 1`,
      ...NO_LEASE,
    }))
    .where((eb) => isHeldUnder(eb, wanted))
    .returning((eb) => [eb.ref('decided_at').$notNull().as('at'), 'event_count as eventCount'])
    .executeTakeFirst()
}

/** What was public before is where it was among the others, whether it is kept or restored. */
function publishedAt({ siteId, commentId }: LeaseKey, { publishedAt: stands }: BeforeDecision) {
  if (stands !== null) return new Date(stands)
  return sql<Date>`coalesce((
    select (before ->> 'publishedAt')::timestamptz from decision
    where site_id = ${siteId} and comment_id = ${commentId} and kind = 'remove'
      and before ->> 'publishedAt' is not null
    order by decided_at desc limit 1
  ), clock.at)`
}

async function record(
  trx: Transaction<Database>,
  wanted: NewDecision,
  { queue, before, at, eventCount, message }: Held & Settled & { message: Message },
): Promise<Queue[]> {
  const { siteId, commentId, moderatorId, decisionId, kind, category, note } = wanted
  await trx
    .insertInto('decision')
    .values({
      site_id: siteId,
      comment_id: commentId,
      id: decisionId,
      kind,
      category,
      note,
      moderator_id: moderatorId,
      policy_version: null,
      decided_at: at,
      queue,
      before: JSON.stringify(before),
      message: message.words && JSON.stringify(message.words),
      template_id: message.templateId,
    })
    .execute()
  const events = [
    { type: 'decision.made', actor: { kind: 'moderator', id: moderatorId }, detail: { decisionId, kind, category } },
  ] as const
  await continueChains(trx, siteId, [{ commentId, at, count: eventCount - 1, events }])
  await recordChanges(trx, [{ siteId, type: 'decided', queue, commentId, moderatorId }])
  return close(trx, wanted, { queue, before, at })
}

/** Ends every question that the decision answers, and forgets who skipped the comment. */
async function close(
  trx: Transaction<Database>,
  { siteId, commentId, moderatorId, decisionId, kind }: NewDecision,
  { queue, before, at }: Pick<Held, 'queue' | 'before'> & { at: Date },
): Promise<Queue[]> {
  const closing = closedBy(queue, statusAfter(kind))
  const closed = before.waiting.map((asked) => asked.queue).filter((asked) => closing.includes(asked))
  await sql`
    with answered as (
      delete from waiting where site_id = ${siteId} and comment_id = ${commentId} and queue = any(${closing})
    ), forgotten as (
      delete from skip where site_id = ${siteId} and comment_id = ${commentId}
    )
    update escalation set decision_id = ${decisionId}, answered_by = ${moderatorId}, answered_at = ${at}
    where site_id = ${siteId} and comment_id = ${commentId} and answered_at is null`.execute(trx)
  return closed
}

function toDecision(
  { commentId, moderatorId, decisionId, kind, category, note }: NewDecision,
  { displayName }: Held,
  { at, message }: { at: Date; message: Message },
): DecisionInForce {
  return {
    id: decisionId,
    commentId,
    kind,
    category,
    note,
    decidedAt: at,
    moderator: { id: moderatorId, displayName },
    policyVersion: null,
    message: message.words,
  }
}

async function explain(trx: Transaction<Database>, lease: LeaseKey): Promise<Decided> {
  const lost = await explainLoss(trx, lease)
  if (lost.reason !== 'decided') return lost
  const decision = await findDecisionInForce(trx, lease.siteId, lease.commentId)
  if (!decision) throw new Error(`comment ${lease.commentId} has left the queue without a decision`)
  return { outcome: 'already_decided', decision }
}
