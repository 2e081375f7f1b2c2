import { sql, type Transaction } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import { type ChainRow, continueChains } from '../storage/events.ts'
import { SET_NO_LEASE } from '../storage/no-lease.ts'
import { records } from '../storage/records.ts'
import type { Database } from '../storage/schema.ts'
import type { BeforeDecision } from '../storage/schema-review.ts'

/** A decision to be taken back, on a comment whose row the caller's transaction holds. */
export interface Undoable extends ChainRow {
  readonly commentId: string
  readonly decisionId: string
  readonly kind: DecisionKind
  readonly before: BeforeDecision
}

interface Undoing {
  readonly siteId: string
  readonly moderatorId: string
  readonly at: Date
  /** The act on many comments that is undone. */
  readonly bulkId?: string
}

/**
 * Puts comments back as they stood before their decisions, with their times, categories and what was asked of them: a row
 * of `undo` for each supersedes its decision, and an event tells it. Whoever holds them loses them. A lead's answer is open
 * again unless a lead was asked anew. Telling those who watch is the caller's.
 */
export async function putBack(
  trx: Transaction<Database>,
  undoing: Undoing,
  undoable: readonly Undoable[],
): Promise<void> {
  const { siteId, moderatorId, at } = undoing
  const events = await continueChains(
    trx,
    siteId,
    undoable.map((one) => ({ ...one, at, events: [undoneEvent(undoing, one)] })),
  )
  await sql`
    with earlier as (
      select * from jsonb_to_recordset(${JSON.stringify(undoable.map(earlierRow))}::jsonb) as one (comment_id uuid, decision_id uuid,
        status text, category text, "publishedAt" timestamptz, "decidedAt" timestamptz, waiting jsonb)
    ),
    restored as (
      update comment set status = earlier.status, category = earlier.category, published_at = earlier."publishedAt",
        decided_at = earlier."decidedAt", event_count = event_count + 1, ${SET_NO_LEASE}
      from earlier where site_id = ${siteId} and id = earlier.comment_id returning earlier.*
    ),
    undone as (
      insert into undo (site_id, comment_id, decision_id, moderator_id, undone_at)
      select ${siteId}, comment_id, decision_id, ${moderatorId}, ${at} from restored
    ),
    logged as (insert into event select record.* from ${records('event', events)}),
    asked as (
      insert into waiting (site_id, comment_id, queue, queue_at, since, barred)
      select ${siteId}, comment_id, queue, queue_at, since, barred from restored,
        jsonb_to_recordset(waiting) as before (queue text, queue_at timestamptz, since timestamptz, barred uuid[])
      on conflict do nothing
    )
    update escalation set decision_id = null, answered_by = null, answered_at = null from restored
    where site_id = ${siteId} and escalation.comment_id = restored.comment_id
      and escalation.decision_id = restored.decision_id and not exists (
        select from escalation as newer where newer.site_id = ${siteId} and newer.comment_id = restored.comment_id
          and newer.answered_at is null
      )`.execute(trx)
}

function undoneEvent({ moderatorId, bulkId }: Undoing, { decisionId, kind, before }: Undoable) {
  const detail = { decisionId, kind, to: before.status, ...(bulkId === undefined ? {} : { bulkId }) }
  return { type: 'decision.undone', actor: { kind: 'moderator', id: moderatorId }, detail } as const
}

function earlierRow({ commentId, decisionId, before }: Undoable) {
  return { comment_id: commentId, decision_id: decisionId, ...before, waiting: reopened(before) }
}

/** That a held comment waits follows from its status. */
function reopened({ waiting }: BeforeDecision): BeforeDecision['waiting'] {
  return waiting.filter(({ queue }) => queue !== 'held')
}
