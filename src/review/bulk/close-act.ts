import { type RawBuilder, sql, type Transaction } from 'kysely'
import { type BulkState, type BulkUndoOutcome, bulkUndoUntil } from '../../moderation/bulk.ts'
import { canUndo, type DecisionKind, type Status } from '../../moderation/life-cycle.ts'
import type { Db } from '../../storage/database.ts'
import { isInForce } from '../../storage/decisions.ts'
import { type ChainRow, lastHash } from '../../storage/events.ts'
import { DECIDABLE_STATUS } from '../../storage/restricted-texts.ts'
import type { Database } from '../../storage/schema.ts'
import type { BeforeDecision } from '../../storage/schema-review.ts'
import { manyComments, waitForTurn } from '../../storage/turn.ts'
import { putBack } from '../put-back.ts'
import { reopenQuestions } from '../reopen.ts'
import { type ActRow, lockAct } from './lock-act.ts'
import { lockComments } from './stands.ts'
import { tellOfMany, tellOfProposal } from './tell-of-many.ts'

interface Closing {
  readonly siteId: string
  readonly bulkId: string
  readonly moderatorId: string
  readonly isLead: boolean
}

type Refused =
  | { readonly outcome: 'not_found' }
  /** It is not in a state for that. */
  | { readonly outcome: 'closed'; readonly state: BulkState }

export type BulkWithdrawn = { readonly outcome: 'withdrawn' } | { readonly outcome: 'not_own' } | Refused

/** Takes a proposal back, by its proposer or a lead; nothing was done to the comments. */
export async function withdrawBulk(db: Db, closing: Closing): Promise<BulkWithdrawn> {
  return db.transaction().execute(async (trx) => {
    const { siteId, bulkId, moderatorId, isLead } = closing
    const act = await lockAct(trx, siteId, bulkId)
    if (!act) return { outcome: 'not_found' }
    if (act.state !== 'proposed') return { outcome: 'closed', state: act.state }
    if (act.proposedBy !== moderatorId && !isLead) return { outcome: 'not_own' }
    await updateAct(trx, closing, sql`withdrawn_by = ${moderatorId}, withdrawn_at = clock_timestamp()`)
    await tellOfProposal(trx, closing, 'proposal_closed')
    return { outcome: 'withdrawn' }
  })
}

export type BulkUndone =
  | { readonly outcome: 'undone' }
  /** It is long ago, or was proposed by another, and they are no lead. */
  | { readonly outcome: 'too_late' }
  | Refused

/**
 * Takes every decision of an act back that is still in force, all at once: the comments stand as before and wait again
 * where they waited, the reports and appeals that were answered are open again. Those that were decided anew or taken back since stay as they are, and it is kept which. Whoever
 * proposed the act may do so for ten minutes, a lead at any time.
 */
export async function undoBulk(db: Db, closing: Closing): Promise<BulkUndone> {
  return db.transaction().execute(async (trx) => {
    const { siteId, bulkId, moderatorId, isLead } = closing
    const act = await lockAct(trx, siteId, bulkId)
    if (!act) return { outcome: 'not_found' }
    if (act.state !== 'acted' || !act.actedAt) return { outcome: 'closed', state: act.state }
    const isInTime = act.proposedBy === moderatorId && act.now < bulkUndoUntil(act.actedAt)
    if (!isLead && !isInTime) return { outcome: 'too_late' }
    await undoAll(trx, act, moderatorId)
    await updateAct(trx, closing, sql`undone_by = ${moderatorId}, undone_at = clock_timestamp()`)
    return { outcome: 'undone' }
  })
}

async function undoAll(trx: Transaction<Database>, { siteId, bulkId, comments }: ActRow, moderatorId: string) {
  await waitForTurn(trx, manyComments(siteId))
  await lockComments(
    trx,
    siteId,
    comments.map(({ commentId }) => commentId),
  )
  const made = await findMade(trx, siteId, bulkId)
  const judged = made.map((one) => ({ ...one, outcome: undoOutcome(one) }))
  const undoable = judged.filter(({ outcome }) => outcome === 'undone')
  const [first] = undoable
  if (first) {
    await putBack(trx, { siteId, moderatorId, at: first.at, bulkId }, undoable)
    await reopenQuestions(trx, { siteId, moderatorId, at: first.at }, undoable)
  }
  const commentIds = undoable.map(({ commentId }) => commentId)
  await tellOfMany(trx, { siteId, moderatorId }, { type: 'undone', commentIds })
  const outcomes = judged.map(({ commentId, outcome }) => ({ comment_id: commentId, outcome }))
  await sql`
    update bulk_comment set undo_outcome = became.outcome
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as became (comment_id uuid, outcome text)
    where site_id = ${siteId} and bulk_id = ${bulkId} and bulk_comment.comment_id = became.comment_id`.execute(trx)
}

interface Made extends ChainRow {
  readonly commentId: string
  readonly decisionId: string
  readonly status: Status
  readonly kind: DecisionKind
  readonly before: BeforeDecision
  readonly isLatest: boolean
  readonly at: Date
}

async function findMade(trx: Transaction<Database>, siteId: string, bulkId: string): Promise<Made[]> {
  const { rows } = await sql<Made>`
    select comment.id as "commentId", ${DECIDABLE_STATUS} as "status", decision.id as "decisionId", decision.kind, decision.before,
      event_count as "count", ${lastHash} as "hash", clock_timestamp() as "at",
      decision.id is not distinct from latest.id as "isLatest"
    from bulk_comment
    join comment on comment.site_id = bulk_comment.site_id and comment.id = bulk_comment.comment_id
    join decision on decision.site_id = bulk_comment.site_id and decision.comment_id = bulk_comment.comment_id
      and decision.id = bulk_comment.decision_id
    left join lateral (
      select decision.id from decision
      where decision.site_id = comment.site_id and decision.comment_id = comment.id and ${isInForce}
      order by decided_at desc, decision.id desc limit 1
    ) as latest on true
    where bulk_comment.site_id = ${siteId} and bulk_comment.bulk_id = ${bulkId}
    order by comment.id`.execute(trx)
  return rows
}

function undoOutcome({ status, isLatest, kind, before }: Made): BulkUndoOutcome {
  if (status === 'withdrawn') return 'withdrawn'
  return isLatest && canUndo(status, kind, before.status) ? 'undone' : 'superseded'
}

async function updateAct(trx: Transaction<Database>, { siteId, bulkId }: Closing, set: RawBuilder<unknown>) {
  await sql`update bulk_act set ${set} where site_id = ${siteId} and id = ${bulkId}`.execute(trx)
}
