import { type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { statusAfter } from '../../moderation/life-cycle.ts'
import { closedBy, type Queue } from '../../moderation/queue.ts'
import { continueChains } from '../../storage/events.ts'
import { SET_NO_LEASE } from '../../storage/no-lease.ts'
import { records } from '../../storage/records.ts'
import type { Database } from '../../storage/schema.ts'
import { BEFORE } from '../before.ts'
import type { Ruling } from '../decide.ts'
import { composeMessages, type Message } from '../message.ts'
import { type Answers, answersOf } from '../open-questions.ts'
import { writeAnswers } from '../write-answers.ts'
import type { Standing } from './stands.ts'
import { tellOfMany } from './tell-of-many.ts'

export type ManyDecisions = Ruling & {
  readonly siteId: string
  readonly bulkId: string
  /** Whose decisions they are: the proposer's. */
  readonly moderatorId: string
  readonly note: string | null
  readonly templateId?: string | null | undefined
  /** The proposer and, where there is one, the approver. */
  readonly deciders: readonly string[]
  readonly sampling: ManySampling | undefined
}

/** How many may be looked at again: the share, and what draws each, from 0 up to but not 1. */
export interface ManySampling {
  readonly share: number
  readonly random: () => number
}

interface ManyDecided {
  readonly at: Date
  /** The decision on each comment. */
  readonly decisions: ReadonlyMap<string, string>
  /** The queues that were answered, for whoever asked there. */
  readonly closed: ReadonlyMap<string, readonly Queue[]>
}

/**
 * Decides comments that the caller has locked and found decidable, at one time: what `decide` does to one, in one
 * statement for all. No lease is asked for; one that a decider holds ends. Reports, appeals and what two moderators disagreed
 * about are answered, and second looks drawn, as by single decisions.
 */
export async function decideMany(
  trx: Transaction<Database>,
  wanted: ManyDecisions,
  standings: readonly Standing[],
): Promise<ManyDecided> {
  const at = await readClock(trx)
  const messages = await messagesFor(trx, wanted, standings)
  const made = standings.map((standing) => {
    const decision = decisionRow(wanted, { standing, at, message: messages.get(standing.commentId) })
    return { ...standing, decision, answers: answersTo(wanted, standing, decision) }
  })
  const closed = await settle(trx, wanted, { made, at })
  await tellOfMany(trx, wanted, { type: 'decided', commentIds: made.map(({ commentId }) => commentId) })
  const decisions = new Map(made.map(({ commentId, decision }) => [commentId, decision.id]))
  return { at, decisions, closed }
}

async function readClock(trx: Transaction<Database>): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp()::timestamptz(3) as "at"`.execute(trx)
  const [row] = rows
  if (!row) throw new Error('the clock says nothing')
  return row.at
}

async function messagesFor(
  trx: Transaction<Database>,
  { siteId, category, templateId }: ManyDecisions,
  standings: readonly Standing[],
): Promise<ReadonlyMap<string, Message>> {
  if (category === null) return new Map()
  const commentIds = standings.map(({ commentId }) => commentId)
  const messages = await composeMessages(trx, { siteId, templateId, commentIds }, category)
  // It was looked for before the act was recorded, and none is ever deleted.
  if (messages === 'template_unknown') throw new Error(`template ${templateId} is gone`)
  return messages
}

type DecisionRow = Omit<Selectable<Database['decision']>, 'before'>

function decisionRow(
  { siteId, bulkId, moderatorId, kind, category, note }: ManyDecisions,
  { standing, at, message }: { standing: Standing; at: Date; message: Message | undefined },
): DecisionRow {
  return {
    site_id: siteId,
    comment_id: standing.commentId,
    id: uuidv7(),
    kind,
    category,
    note,
    moderator_id: moderatorId,
    policy_version: null,
    decided_at: at,
    queue: queueOf(standing),
    message: message?.words ?? null,
    template_id: message?.templateId ?? null,
    bulk_id: bulkId,
    lease_token: null,
  }
}

/** Whoever may decide an appeal or a disagreement answers it, as if they had claimed the comment there. */
function queueOf({ appeal, disagreements }: Standing): Queue | null {
  if (appeal) return 'appeals'
  return disagreements.length > 0 ? 'escalated' : null
}

function answersTo({ sampling, ...wanted }: ManyDecisions, standing: Standing, { id, queue }: DecisionRow): Answers {
  const drawing = sampling && { share: sampling.share, random: sampling.random() }
  const deciding = { ...wanted, decisionId: id, sampling: drawing }
  return answersOf(deciding, { ...standing, queue, closed: closedBy(queue, statusAfter(wanted.kind)) })
}

interface Made {
  readonly made: readonly (Standing & { readonly decision: DecisionRow; readonly answers: Answers })[]
  readonly at: Date
}

async function settle(trx: Transaction<Database>, wanted: ManyDecisions, { made, at }: Made) {
  const { siteId, moderatorId, kind, category } = wanted
  const status = statusAfter(kind)
  const events = await continueChains(
    trx,
    siteId,
    made.map((one) => ({ ...one, at, events: eventsOf(wanted, one) })),
  )
  const answering = made.map(({ commentId, decision, answers }) => ({ commentId, decisionId: decision.id, answers }))
  const { rows: answered } = await sql<{ commentId: string; queue: Queue }>`
    with made as (
      select comment_id, coalesce("publicSince", ${at}) as public_since, decision, closed, made_events
      from jsonb_to_recordset(${JSON.stringify(made.map(madeRow))}::jsonb)
        as one (comment_id uuid, "publicSince" timestamptz(3), decision jsonb, closed text[], made_events int)
    ),
    stood as (
      select comment.id, ${BEFORE} as before from made join comment on site_id = ${siteId} and comment.id = made.comment_id
    ),
    settled as (
      update comment set status = ${status}, category = ${category}, decided_at = ${at},
        published_at = case when ${status === 'published'} then made.public_since end, event_count = event_count + made_events,
        ${SET_NO_LEASE}
      from made where site_id = ${siteId} and comment.id = made.comment_id returning comment.id
    ),
    decided as (
      insert into decision select record.* from settled join stood using (id) join made on comment_id = id,
        jsonb_populate_record(null::decision, made.decision || jsonb_build_object('before', stood.before)) as record
    ),
    logged as (insert into event select record.* from ${records('event', events)}),
    forgotten as (delete from skip using settled where site_id = ${siteId} and comment_id = settled.id),
    replied as (
      update escalation set decision_id = (made.decision ->> 'id')::uuid, answered_by = ${moderatorId}, answered_at = ${at}
      from made
      where site_id = ${siteId} and escalation.comment_id = made.comment_id and escalation.answered_at is null
    )${writeAnswers({ siteId, at, deciders: wanted.deciders }, answering)}
    delete from waiting using made
    where site_id = ${siteId} and waiting.comment_id = made.comment_id and queue = any(made.closed)
    returning waiting.comment_id as "commentId", queue`.execute(trx)
  return queuesByComment(answered)
}

function eventsOf({ bulkId, moderatorId, kind, category }: ManyDecisions, { decision, answers }: Made['made'][number]) {
  const detail = { decisionId: decision.id, kind, category, bulkId }
  const actor = { kind: 'moderator', id: moderatorId } as const
  return [{ type: 'decision.made', actor, detail } as const, ...answers.events]
}

/** Each event counts, the decision's own first. */
function madeRow({ commentId, publicSince, decision, answers: { closed, events } }: Made['made'][number]) {
  return { comment_id: commentId, publicSince, decision, closed, made_events: 1 + events.length }
}

function queuesByComment(answered: readonly { readonly commentId: string; readonly queue: Queue }[]) {
  const closed = new Map<string, Queue[]>()
  for (const { commentId, queue } of answered) closed.set(commentId, [...(closed.get(commentId) ?? []), queue])
  return closed
}
