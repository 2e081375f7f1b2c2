import { sql, type Transaction } from 'kysely'
import { aloneLeft, type BulkSource, type BulkState } from '../../moderation/bulk.ts'
import type { Queue } from '../../moderation/queue.ts'
import type { Db } from '../../storage/database.ts'
import type { Database } from '../../storage/schema.ts'
import { manyComments, waitForModerator, waitForTurn } from '../../storage/turn.ts'
import type { Ruling } from '../decide.ts'
import { countAloneLately } from './alone-lately.ts'
import { decideMany, type ManySampling } from './decide-many.ts'
import { type ActRow, lockAct } from './lock-act.ts'
import { explainTaken, hasAll, recordAct } from './record-act.ts'
import { type Deciding, findStandings, lockComments, type SeenComment } from './stands.ts'
import { tellOfProposal } from './tell-of-many.ts'

export type NewBulkAct = Ruling & {
  readonly siteId: string
  /** From the preview, so that one that is sent twice is one act. */
  readonly bulkId: string
  readonly moderatorId: string
  readonly isLead: boolean
  readonly note: string | null
  /** A wording of the category; `undefined` is the site's default. */
  readonly templateId?: string | null | undefined
  readonly source: BulkSource
  /** Each once, 1 to 500, as they were seen. */
  readonly comments: readonly SeenComment[]
  /** How many the site lets one decide alone within the hour. */
  readonly alone: number
  readonly sampling?: ManySampling | undefined
}

export type BulkStarted =
  | { readonly outcome: 'acted'; readonly closed: ReadonlyMap<string, readonly Queue[]> }
  /** With what they decided lately it is more than one decides alone: a second person is asked. */
  | { readonly outcome: 'proposed' }
  /** This very act was started before. */
  | { readonly outcome: 'repeated' }
  /** Another's act has this id. */
  | { readonly outcome: 'id_taken' }
  /** The site has no such comment; nothing was changed. */
  | { readonly outcome: 'comment_unknown' }

/**
 * Decides as many comments as the site lets one alone, less what the moderator decided alone in bulk within the hour, or proposes to decide more.
 * Each is decided only if it stands as it was seen; what became of each is kept. All in one transaction; of two that one
 * moderator starts at once the second counts the first.
 */
export async function startBulk(db: Db, wanted: NewBulkAct): Promise<BulkStarted> {
  return db.transaction().execute(async (trx) => {
    const { siteId, bulkId, moderatorId, isLead, comments, sampling } = wanted
    if (!(await hasAll(trx, wanted))) return { outcome: 'comment_unknown' }
    // Two that one moderator starts at once follow each other, so that each counts what the other decided.
    await waitForModerator(trx, wanted)
    const isProposal = comments.length > aloneLeft(wanted.alone, await countAloneLately(trx, wanted))
    if (!(await recordAct(trx, wanted, isProposal))) return explainTaken(trx, wanted)
    if (isProposal) {
      await tellOfProposal(trx, wanted, 'proposed')
      return { outcome: 'proposed' }
    }
    const act = await lockAct(trx, siteId, bulkId)
    if (!act) throw new Error(`act ${bulkId} went while it was recorded`)
    return { outcome: 'acted', closed: await perform(trx, act, { deciders: [moderatorId], isLead, sampling }) }
  })
}

export type BulkApproved =
  | { readonly outcome: 'acted'; readonly closed: ReadonlyMap<string, readonly Queue[]> }
  | { readonly outcome: 'not_found' }
  /** Nobody approves their own. */
  | { readonly outcome: 'own' }
  /** It does not wait for anybody any more. */
  | { readonly outcome: 'closed'; readonly state: BulkState }

interface Approving {
  readonly siteId: string
  readonly bulkId: string
  readonly moderatorId: string
  readonly isLead: boolean
  readonly sampling?: ManySampling | undefined
}

/**
 * Lets a proposed act happen, by anyone but its proposer: to the comments that still stand as the proposer saw them, and
 * only while the proposer could still decide them. Of two who approve at once one does.
 */
export async function approveBulk(db: Db, approving: Approving): Promise<BulkApproved> {
  const { siteId, bulkId, moderatorId, sampling } = approving
  return db.transaction().execute(async (trx) => {
    const act = await lockAct(trx, siteId, bulkId)
    if (!act) return { outcome: 'not_found' }
    if (act.state !== 'proposed') return { outcome: 'closed', state: act.state }
    if (act.proposedBy === moderatorId) return { outcome: 'own' }
    const isLead = approving.isLead || act.isByLead
    const closed = await perform(trx, act, { deciders: [act.proposedBy, moderatorId], isLead, sampling })
    await trx
      .updateTable('bulk_act')
      .set({ approved_by: moderatorId })
      .where('site_id', '=', siteId)
      .where('id', '=', bulkId)
      .execute()
    await tellOfProposal(trx, { siteId, moderatorId }, 'proposal_closed')
    return { outcome: 'acted', closed }
  })
}

interface Performing extends Pick<Deciding, 'deciders' | 'isLead'> {
  readonly sampling: ManySampling | undefined
}

async function perform(
  trx: Transaction<Database>,
  act: ActRow,
  { deciders, isLead, sampling }: Performing,
): Promise<ReadonlyMap<string, readonly Queue[]>> {
  const { siteId, bulkId, ruling, comments } = act
  await waitForTurn(trx, manyComments(siteId))
  await lockComments(
    trx,
    siteId,
    comments.map(({ commentId }) => commentId),
  )
  const seenAt = act.seenAt
  const standings = await findStandings(trx, { siteId, kind: ruling.kind, deciders, isLead, seenAt }, comments)
  const decidable = standings.filter(({ outcome }) => outcome === 'decided')
  const decided = await decideMany(
    trx,
    { ...act, ...ruling, moderatorId: act.proposedBy, deciders, sampling },
    decidable,
  )
  const outcomes = standings.map(({ commentId, outcome }) => ({
    comment_id: commentId,
    outcome,
    decision_id: decided.decisions.get(commentId) ?? null,
  }))
  await sql`
    update bulk_comment set outcome = became.outcome, decision_id = became.decision_id
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as became (comment_id uuid, outcome text, decision_id uuid)
    where site_id = ${siteId} and bulk_id = ${bulkId} and bulk_comment.comment_id = became.comment_id`.execute(trx)
  await trx
    .updateTable('bulk_act')
    .set({ acted_at: decided.at })
    .where('site_id', '=', siteId)
    .where('id', '=', bulkId)
    .execute()
  return decided.closed
}
