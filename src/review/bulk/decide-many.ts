import { type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { statusAfter } from '../../moderation/life-cycle.ts'
import { closedBy, type Queue } from '../../moderation/queue.ts'
import { continueChains } from '../../storage/events.ts'
import { records } from '../../storage/records.ts'
import type { Database } from '../../storage/schema.ts'
import { BEFORE } from '../before.ts'
import type { Ruling } from '../decide.ts'
import { NO_LEASE } from '../lease.ts'
import { composeMessages, type Message } from '../message.ts'
import type { Standing } from './stands.ts'
import { tellOfMany } from './tell-of-many.ts'

export type ManyDecisions = Ruling & {
  readonly siteId: string
  readonly bulkId: string
  /** Whose decisions they are: the proposer's. */
  readonly moderatorId: string
  readonly note: string | null
  readonly templateId?: string | null | undefined
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
 * statement for all. No lease is asked for; one that a decider holds ends.
 */
export async function decideMany(
  trx: Transaction<Database>,
  wanted: ManyDecisions,
  standings: readonly Standing[],
): Promise<ManyDecided> {
  const at = await readClock(trx)
  const messages = await messagesFor(trx, wanted, standings)
  const made = standings.map((standing) => ({
    ...standing,
    decision: decisionRow(wanted, { ...standing, at, message: messages.get(standing.commentId) }),
  }))
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
  { commentId, at, message }: { commentId: string; at: Date; message: Message | undefined },
): DecisionRow {
  return {
    site_id: siteId,
    comment_id: commentId,
    id: uuidv7(),
    kind,
    category,
    note,
    moderator_id: moderatorId,
    policy_version: null,
    decided_at: at,
    queue: null,
    message: message?.words ?? null,
    template_id: message?.templateId ?? null,
    bulk_id: bulkId,
  }
}

interface Made {
  readonly made: readonly (Standing & { readonly decision: DecisionRow })[]
  readonly at: Date
}

async function settle(trx: Transaction<Database>, wanted: ManyDecisions, { made, at }: Made) {
  const { siteId, bulkId, moderatorId, kind, category } = wanted
  const status = statusAfter(kind)
  const events = await continueChains(
    trx,
    siteId,
    made.map(({ commentId, count, hash, decision }) => {
      const detail = { decisionId: decision.id, kind, category, bulkId }
      const actor = { kind: 'moderator', id: moderatorId } as const
      return { commentId, at, count, hash, events: [{ type: 'decision.made', actor, detail }] }
    }),
  )
  const rows = made.map(({ commentId, publicSince, decision }) => ({ comment_id: commentId, publicSince, decision }))
  const { rows: answered } = await sql<{ commentId: string; queue: Queue }>`
    with made as (
      select comment_id, coalesce("publicSince", ${at}) as public_since, decision
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as one (comment_id uuid, "publicSince" timestamptz(3), decision jsonb)
    ),
    stood as (
      select comment.id, ${BEFORE} as before from made join comment on site_id = ${siteId} and comment.id = made.comment_id
    ),
    settled as (
      update comment set status = ${status}, category = ${category}, decided_at = ${at},
        published_at = case when ${status === 'published'} then made.public_since end, event_count = event_count + 1,
        ${NO_LEASE}
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
    )
    delete from waiting using settled
    where site_id = ${siteId} and comment_id = settled.id and queue = any(${closedBy(null, status)})
    returning comment_id as "commentId", queue`.execute(trx)
  const closed = new Map<string, Queue[]>()
  for (const { commentId, queue } of answered) closed.set(commentId, [...(closed.get(commentId) ?? []), queue])
  return closed
}
