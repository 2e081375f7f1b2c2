import { type Selectable, sql } from 'kysely'
import { type Status, statusAfter } from '../moderation/life-cycle.ts'
import { closedBy, mayDecideIn, QUEUES, type Queue } from '../moderation/queue.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { chainEvents } from '../storage/event-chain.ts'
import { type ChainPlace, lastHash } from '../storage/events.ts'
import { SET_NO_LEASE } from '../storage/no-lease.ts'
import { PREPARED } from '../storage/prepared.ts'
import { records } from '../storage/records.ts'
import type { Database } from '../storage/schema.ts'
import { BEFORE, PUBLIC_SINCE } from './before.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost } from './lease.ts'
import { composeMessage, type Message } from './message.ts'
import { answersOf, type OpenQuestions, openQuestions } from './open-questions.ts'
import { findRepeated } from './repeated.ts'
import { giveSecondOpinion, type SecondGiven } from './second-opinion.ts'
import { answerTraining, type Trained } from './training.ts'
import { writeAnswers } from './write-answers.ts'

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
    /** Whether it may be looked at again: the share that is, and what was drawn, from 0 up to but not 1. */
    readonly sampling?: Sampling | undefined
  }

interface Sampling {
  readonly share: number
  readonly random: number
}

export type Decided =
  | {
      readonly outcome: 'decided'
      readonly decision: DecisionInForce
      /** The queues that it answered, for whoever asked there; none where it was answered before. */
      readonly closed: readonly Queue[]
    }
  | SecondGiven
  | Trained
  | { readonly outcome: 'already_decided'; readonly decision: DecisionInForce }
  /** Nothing was changed: this status, or the queue it was claimed in, does not allow that kind. */
  | { readonly outcome: 'not_decidable'; readonly status: Status; readonly queue: Queue | null }
  /** Nothing was changed: the site has no such wording for that category. */
  | { readonly outcome: 'template_unknown' }
  | LeaseLost

/** Each attempt that fails means that another write came between, and stands. */
const MOST_ATTEMPTS = 20

/**
 * Decides a comment under a live lease, at most once whoever tries how often: status, decision, what the author reads,
 * event and the end of every question that it answers in one statement, at the database's time; the lease ends with it.
 * The same sent again under the same lease is answered as it was.
 *
 *     update comment set status = $1, …, lease_token = null where site_id = $2 and id = $3 and event_count = $4
 *       and lease_holder = $5 and lease_token = $6 and lease_expires_at > clock_timestamp()
 *
 * When the lease does not hold nothing changes: `already_decided` with the decision in force when the comment was
 * decided since it was claimed; `lease_lost` when the lease ran out, another moderator has it, its author withdrew the
 * comment, or the decision is not to be told to whoever may be asked to look a second time. When only the log went on meanwhile, it is tried anew. To decide what stands already, `publish` on a
 * published comment, keeps it and answers what was asked: reports, an appeal, what two moderators disagreed about. What
 * is claimed in `second` is not decided but thought of (`giveSecondOpinion`), and so is a training card
 * (`answerTraining`).
 */
export async function decide(db: Db, wanted: NewDecision): Promise<Decided> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const held = await findHeld(db, wanted)
    if (!held) return (await answerTraining(db, wanted)) ?? (await findRepeated(db, wanted)) ?? explain(db, wanted)
    const { queue, status } = held
    if (queue === 'second') return giveSecondOpinion(db, wanted)
    if (!mayDecideIn(queue, status, wanted.kind)) return { outcome: 'not_decidable', status, queue }
    const message = wanted.category === null ? NO_MESSAGE : await composeMessage(db, wanted, wanted.category)
    if (message === 'template_unknown') return { outcome: 'template_unknown' }
    const closed = await settle(db, wanted, { ...held, message })
    if (closed) return { outcome: 'decided', decision: toDecision(wanted, { ...held, message }), closed }
  }
  throw new Error(`comment ${wanted.commentId} is written to faster than it can be decided`)
}

interface Held extends ChainPlace, OpenQuestions {
  /** When it is decided. */
  readonly at: Date
  readonly queue: Queue | null
  readonly status: Status
  readonly displayName: string
  /** When it was public last, for one that is or was removed. */
  readonly publicSince: Date | null
}

const NO_MESSAGE: Message = { words: null, templateId: null }

/** Returns how the comment stands, unlocked: whoever writes by this repeats the lease and the count of events. */
async function findHeld(db: Db, lease: LeaseKey): Promise<Held | undefined> {
  const { rows } = await sql<Held>`
    ${PREPARED} select clock_timestamp() as "at", lease_queue as "queue", status, ${DISPLAY_NAME} as "displayName",
      event_count as "count", ${lastHash} as "hash", ${PUBLIC_SINCE} as "publicSince", ${openQuestions}
    from comment where ${isHeldUnder(lease)}`.execute(db)
  return rows[0]
}

const DISPLAY_NAME = sql`(
  select display_name from moderator where moderator.site_id = comment.site_id and moderator.id = comment.lease_holder
)`

type Ready = Held & { readonly message: Message }

/** Writes all of it and returns the queues that it closed, or nothing where the lease or the log is another by now. */
async function settle(db: Db, wanted: NewDecision, ready: Ready): Promise<readonly Queue[] | undefined> {
  const { siteId, commentId, moderatorId, decisionId, kind, category } = wanted
  const { at, queue, publicSince, count } = ready
  const status = statusAfter(kind)
  const answers = answersOf(wanted, { ...ready, closed: closedBy(queue, status) })
  const events = chainEvents({ siteId, commentId, ...ready }, [
    { type: 'decision.made', actor: { kind: 'moderator', id: moderatorId }, detail: { decisionId, kind, category } },
    ...answers.events,
  ])
  const { rows } = await sql<{ closed: Queue[] }>`
    ${PREPARED} with stood as (
      select ${BEFORE} as before from comment where site_id = ${siteId} and id = ${commentId}
    ),
    settled as (
      update comment set status = ${status}, category = ${category}, decided_at = ${at},
        published_at = ${status === 'published' ? (publicSince ?? at) : null}, event_count = event_count + ${events.length}::int, ${SET_NO_LEASE}
      where ${isHeldUnder(wanted)} and event_count = ${count} returning id
    ),
    decided as (
      insert into decision select record.* from settled, stood,
        jsonb_populate_record(null::decision, ${decisionRow(wanted, ready)}::jsonb || to_jsonb(stood)) as record
    ),
    logged as (insert into event select record.* from settled, ${records('event', events)}),
    told as (
      insert into change (site_id, type, queue, comment_id, moderator_id)
      select ${siteId}, 'decided', ${queue}, id, ${moderatorId} from settled
    ),
    answered as (
      delete from waiting using settled
      where site_id = ${siteId} and comment_id = settled.id and queue = any(${answers.closed}) returning queue
    ),
    forgotten as (delete from skip using settled where site_id = ${siteId} and comment_id = settled.id),
    replied as (
      update escalation set decision_id = ${decisionId}, answered_by = ${moderatorId}, answered_at = ${at} from settled
      where site_id = ${siteId} and comment_id = settled.id and escalation.answered_at is null
    )${writeAnswers({ siteId, at, deciders: [moderatorId] }, [{ commentId, decisionId, answers }])}
    select coalesce((select array_agg(queue) from answered), '{}') as "closed" from settled`.execute(db)
  const [row] = rows
  return row && QUEUES.filter((one) => row.closed.includes(one))
}

/** As JSON, but for what the comment was before, which the statement knows. */
function decisionRow(wanted: NewDecision, { at, queue, message }: Ready): string {
  const row: Omit<Selectable<Database['decision']>, 'before'> = {
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
    message: message.words,
    template_id: message.templateId,
    bulk_id: null,
    lease_token: wanted.leaseToken,
  }
  return JSON.stringify(row)
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

async function explain(db: Db, lease: LeaseKey): Promise<Decided> {
  const lost = await explainLoss(db, lease)
  if (lost.reason !== 'decided') return lost
  const decision = await findDecisionInForce(db, lease.siteId, lease.commentId)
  if (!decision) throw new Error(`comment ${lease.commentId} has left the queue without a decision`)
  return { outcome: 'already_decided', decision }
}
