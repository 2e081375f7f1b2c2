import { type Selectable, sql, type Transaction } from 'kysely'
import { type Status, statusAfter } from '../moderation/life-cycle.ts'
import { closedBy, mayDecideIn, type Queue } from '../moderation/queue.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { chainEvents } from '../storage/event-chain.ts'
import { type ChainPlace, type ChainRow, lastHash, placeInChain } from '../storage/events.ts'
import { PREPARED } from '../storage/prepared.ts'
import { records } from '../storage/records.ts'
import type { Database } from '../storage/schema.ts'
import type { BeforeDecision } from '../storage/schema-review.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost, NO_LEASE } from './lease.ts'
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
    if (!(await settle(trx, wanted, { ...held, message }))) return explain(trx, wanted)
    const closing = closedBy(queue, statusAfter(wanted.kind))
    const closed = closing.filter((one) => before.waiting.some((asked) => asked.queue === one))
    return { outcome: 'decided', decision: toDecision(wanted, { ...held, message }), closed }
  })
}

interface Held {
  /** When it is decided. */
  readonly at: Date
  readonly queue: Queue | null
  readonly displayName: string
  readonly before: BeforeDecision
  readonly chain: ChainPlace
  /** When it was public last, for one that is or was removed. */
  readonly publicSince: Date | null
}

const NO_MESSAGE: Message = { words: null, templateId: null }

/** Holds the row, and returns how it stands, with all that is asked about it. */
async function lockHeld(trx: Transaction<Database>, lease: LeaseKey): Promise<Held | undefined> {
  const { rows } = await sql<Omit<Held, 'chain'> & ChainRow>`
    ${PREPARED} select clock_timestamp() as "at", lease_queue as "queue", ${displayName} as "displayName", ${before} as "before",
      event_count as "count", ${lastHash} as "hash", coalesce(published_at, case when status = 'removed' then (
        select (before ->> 'publishedAt')::timestamptz from decision
        where decision.site_id = comment.site_id and decision.comment_id = comment.id
          and kind = 'remove' and before ->> 'publishedAt' is not null
        order by decided_at desc limit 1
      ) end) as "publicSince"
    from comment where ${isHeldUnder(lease)} for no key update of comment`.execute(trx)
  const [row] = rows
  return row && { ...row, chain: await placeInChain(trx, lease, row) }
}

const displayName = sql`(
  select display_name from moderator where moderator.site_id = comment.site_id and moderator.id = comment.lease_holder
)`

const before = sql`jsonb_build_object(
  'status', status, 'category', category, 'publishedAt', published_at, 'decidedAt', decided_at, 'waiting', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'queue', queue, 'queue_at', waiting.queue_at, 'since', since, 'barred', barred
    )), '[]') from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
  )
)`

type Ready = Held & { readonly message: Message }

/** Writes all of it in one statement, or nothing when the lease ran out in this very moment. */
async function settle(trx: Transaction<Database>, wanted: NewDecision, ready: Ready): Promise<boolean> {
  const { siteId, commentId, moderatorId, decisionId, kind, category } = wanted
  const { at, queue, before: stood, publicSince } = ready
  const status = statusAfter(kind)
  const events = chainEvents({ siteId, commentId, at, ...ready.chain }, [
    { type: 'decision.made', actor: { kind: 'moderator', id: moderatorId }, detail: { decisionId, kind, category } },
  ])
  const { rows } = await sql`
    ${PREPARED} with settled as (
      update comment set status = ${status}, category = ${category}, decided_at = ${at},
        published_at = ${status === 'published' ? (publicSince ?? at) : null}, event_count = event_count + 1, ${NO_LEASE}
      where ${isHeldUnder(wanted)} returning id
    ),
    decided as (insert into decision select record.* from settled, ${records('decision', [decisionRow(wanted, ready)])}),
    logged as (insert into event select record.* from settled, ${records('event', events)}),
    told as (
      insert into change (site_id, type, queue, comment_id, moderator_id)
      select ${siteId}, 'decided', ${queue}, id, ${moderatorId} from settled
    ),
    answered as (
      delete from waiting using settled
      where site_id = ${siteId} and comment_id = settled.id and queue = any(${closedBy(queue, status)})
    ),
    forgotten as (delete from skip using settled where site_id = ${siteId} and comment_id = settled.id)
    ${stood.waiting.some((asked) => asked.queue === 'escalated') ? answerEscalation(wanted, at) : sql``}
    select id from settled`.execute(trx)
  return rows.length === 1
}

function answerEscalation({ siteId, moderatorId, decisionId }: NewDecision, at: Date) {
  return sql`, replied as (
    update escalation set decision_id = ${decisionId}, answered_by = ${moderatorId}, answered_at = ${at} from settled
    where site_id = ${siteId} and comment_id = settled.id and escalation.answered_at is null
  )`
}

function decisionRow(
  wanted: NewDecision,
  { at, queue, before: stood, message }: Ready,
): Selectable<Database['decision']> {
  return {
    site_id: wanted.siteId,
    comment_id: wanted.commentId,
    id: wanted.decisionId,
    kind: wanted.kind,
    category: wanted.category,
    note: wanted.note,
    moderator_id: wanted.moderatorId,
    policy_version: null,
    decided_at: at,
    queue,
    before: stood,
    message: message.words,
    template_id: message.templateId,
  }
}

function toDecision(wanted: NewDecision, { at, displayName: name, message }: Ready): DecisionInForce {
  return {
    id: wanted.decisionId,
    commentId: wanted.commentId,
    kind: wanted.kind,
    category: wanted.category,
    note: wanted.note,
    decidedAt: at,
    moderator: { id: wanted.moderatorId, displayName: name },
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
