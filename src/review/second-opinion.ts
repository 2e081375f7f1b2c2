import { sql, type Transaction } from 'kysely'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import { isAgreed, mayThink, type Opinion, presentedStatus } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { askModerators, stopAsking } from '../storage/asking.ts'
import { recordEvents } from '../storage/changes.ts'
import { atomically, type Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { type ChainRow, continueChains, lastHash } from '../storage/events.ts'
import { SET_NO_LEASE } from '../storage/no-lease.ts'
import type { Database } from '../storage/schema.ts'
import { barredLeads } from './barred-leads.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost } from './lease.ts'

/** What a second opinion came to: `asked_lead` where it differs, `superseded` where what it differs from stands no more. */
export type SecondResult = 'agreed' | 'asked_lead' | 'superseded'

export interface SecondGiven {
  readonly outcome: 'second_given'
  /** What was thought, as it would stand if it were a decision: it has no effect on the comment. */
  readonly decision: DecisionInForce
  readonly result: SecondResult
}

type Answer =
  | SecondGiven
  | { readonly outcome: 'not_decidable'; readonly status: Status; readonly queue: Queue | null }
  | LeaseLost

type NewOpinion = LeaseKey & Opinion & { readonly note: string | null }

/**
 * Records what a second moderator thinks of a comment that they hold in `second`, and gives it back; the comment stays
 * as it is. Where they disagree with the decision in force, a lead is asked, who sees both: one who made neither, unless
 * there is no other. Not in force any more, it is compared and nobody is asked.
 */
export async function giveSecondOpinion(db: Db, wanted: NewOpinion): Promise<Answer> {
  return atomically(db, async (trx): Promise<Answer> => {
    const held = await holdComment(trx, wanted)
    if (!held) return explainLoss(trx, wanted)
    const looked = await findLookedAt(trx, wanted)
    const [first] = looked
    if (!first || !mayThink(first.presented, wanted.kind)) {
      return { outcome: 'not_decidable', status: held.status, queue: 'second' }
    }
    const { siteId, commentId } = wanted
    await endLease(trx, wanted)
    const inForce = await findDecisionInForce(trx, siteId, commentId)
    const doubted = looked.find(({ decisionId, ...one }) => decisionId === inForce?.id && !isAgreed(one, wanted))
    await writeOpinion(trx, wanted, { at: held.at, doubted: doubted?.id ?? null })
    await stopAsking(trx, { siteId, commentId, queue: 'second' })
    if (doubted) await askLead(trx, wanted, { first: doubted.moderatorId, at: held.at })
    const isSame = looked.some((one) => isAgreed(one, wanted))
    const result = doubted ? 'asked_lead' : isSame ? 'agreed' : 'superseded'
    await record(trx, wanted, { ...held, decisionId: first.decisionId, result })
    return { outcome: 'second_given', decision: toDecision(wanted, { ...held, id: first.id }), result }
  })
}

interface Held extends ChainRow {
  readonly at: Date
  readonly status: Status
  readonly displayName: string
}

async function holdComment(trx: Transaction<Database>, wanted: NewOpinion): Promise<Held | undefined> {
  const { rows } = await sql<Held>`
    select clock_timestamp() as "at", status, event_count as "count", ${lastHash} as "hash", (
      select display_name from moderator where site_id = ${wanted.siteId} and moderator.id = ${wanted.moderatorId}
    ) as "displayName"
    from comment where ${isHeldUnder(wanted)} for no key update`.execute(trx)
  return rows[0]
}

/** And counts the event that follows. */
async function endLease(trx: Transaction<Database>, { siteId, commentId }: NewOpinion): Promise<void> {
  await sql`
    update comment set event_count = event_count + 1, ${SET_NO_LEASE}
    where site_id = ${siteId} and id = ${commentId}`.execute(trx)
}

interface LookedAt extends Opinion {
  readonly id: string
  readonly decisionId: string
  readonly moderatorId: string
  readonly presented: 'held' | 'published'
}

/** The last decision first: by that the comment is shown. */
async function findLookedAt(db: Db, { siteId, commentId }: NewOpinion): Promise<readonly LookedAt[]> {
  const { rows } = await sql<{
    id: string
    decisionId: string
    moderatorId: string
    kind: DecisionKind
    category: CategoryCode | null
    before: Status | null
  }>`
    select second_review.id, decision.id as "decisionId", decision.moderator_id as "moderatorId", decision.kind,
      decision.category, decision.before ->> 'status' as "before"
    from second_review join decision on decision.site_id = second_review.site_id
      and decision.comment_id = second_review.comment_id and decision.id = second_review.decision_id
    where second_review.site_id = ${siteId} and second_review.comment_id = ${commentId} and given_at is null
    order by decided_at desc, decision.id desc`.execute(db)
  return rows.map(({ before, ...row }) => ({ ...row, presented: presentedStatus(before) }))
}

async function writeOpinion(
  trx: Transaction<Database>,
  { siteId, commentId, moderatorId, leaseToken, kind, category, note }: NewOpinion,
  { at, doubted }: { readonly at: Date; readonly doubted: string | null },
): Promise<void> {
  await trx
    .updateTable('second_review')
    .set({ moderator_id: moderatorId, kind, category, note, given_at: at, lease_token: leaseToken })
    .set({ escalated_at: sql<Date | null>`case when id = ${doubted}::uuid then ${at}::timestamptz end` })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('given_at', 'is', null)
    .execute()
}

async function askLead(
  trx: Transaction<Database>,
  { siteId, commentId, moderatorId }: NewOpinion,
  { first, at }: { readonly first: string; readonly at: Date },
): Promise<void> {
  const barred = await barredLeads(trx, { siteId, moderatorIds: [first, moderatorId] })
  await askModerators(trx, { siteId, commentId, queue: 'escalated', since: at, barred })
}

async function record(
  trx: Transaction<Database>,
  { siteId, commentId, moderatorId }: NewOpinion,
  { at, count, hash, decisionId, result }: Held & { readonly decisionId: string; readonly result: SecondResult },
): Promise<void> {
  const actor = { kind: 'moderator', id: moderatorId } as const
  const detail = { decisionId, result: result === 'asked_lead' ? ('disagreed' as const) : result }
  const events = await continueChains(trx, siteId, [
    { commentId, at, count, hash, events: [{ type: 'second_opinion.given', actor, detail }] },
  ])
  await recordEvents(trx, events, [
    { site_id: siteId, type: 'decided', queue: 'second', comment_id: commentId, moderator_id: moderatorId },
  ])
}

function toDecision(wanted: NewOpinion, { id, at, displayName }: Held & { readonly id: string }): DecisionInForce {
  return {
    id,
    commentId: wanted.commentId,
    kind: wanted.kind,
    category: wanted.category,
    note: wanted.note,
    decidedAt: at,
    moderator: { id: wanted.moderatorId, displayName },
    policyVersion: null,
    message: null,
  }
}
