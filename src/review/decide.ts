import { sql, type Transaction } from 'kysely'
import { statusAfter } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionInForce, findDecisionInForce } from '../storage/decisions.ts'
import { appendEvents } from '../storage/events.ts'
import type { Database } from '../storage/schema.ts'
import { explainLoss, isHeldUnder, type LeaseKey, type LeaseLost, NO_LEASE } from './lease.ts'

/** A rejection names the category that its author will read. */
export type Ruling =
  | { readonly kind: 'publish'; readonly category: null }
  | { readonly kind: 'reject'; readonly category: CategoryCode }

export type NewDecision = LeaseKey & Ruling & { readonly note: string | null; readonly decisionId: string }

export type Decided =
  | { readonly outcome: 'decided'; readonly decision: DecisionInForce }
  | { readonly outcome: 'already_decided'; readonly decision: DecisionInForce }
  | LeaseLost

/**
 * Decides a held comment under a live lease, at most once whoever tries how often: status, decision and event in one
 * transaction, at the database's time, and the lease ends with it.
 *
 *     update comment set status = $1, …, lease_token = null where site_id = $2 and id = $3 and status = 'held'
 *       and lease_holder = $4 and lease_token = $5 and lease_expires_at > clock_timestamp()
 *
 * When that finds nothing, nothing changes: `already_decided` with the decision in force when the comment has left the
 * queue by one; `lease_lost` when the lease ran out, another moderator has it, or its author withdrew the comment.
 */
export async function decide(db: Db, wanted: NewDecision): Promise<Decided> {
  return db.transaction().execute(async (trx) => {
    const { siteId, commentId } = wanted
    const decided = await settle(trx, wanted)
    if (!decided) return explain(trx, wanted)
    await append(trx, wanted, decided.at)
    return { outcome: 'decided', decision: await getDecision(trx, siteId, commentId) }
  })
}

async function settle(trx: Transaction<Database>, wanted: NewDecision): Promise<{ at: Date } | undefined> {
  const now = sql<Date>`clock_timestamp()`
  return trx
    .with('clock', (cte) => cte.selectNoFrom(now.as('at')))
    .updateTable('comment')
    .from('clock')
    .set((eb) => ({
      status: statusAfter(wanted.kind),
      category: wanted.category,
      published_at: wanted.kind === 'publish' ? eb.ref('clock.at') : null,
      decided_at: eb.ref('clock.at'),
      ...NO_LEASE,
    }))
    .where((eb) => isHeldUnder(eb, wanted))
    .returning((eb) => eb.ref('decided_at').$notNull().as('at'))
    .executeTakeFirst()
}

async function append(trx: Transaction<Database>, wanted: NewDecision, at: Date): Promise<void> {
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
    })
    .execute()
  await appendEvents(trx, { siteId, commentId, at }, [
    { type: 'decision.made', actor: { kind: 'moderator', id: moderatorId }, detail: { decisionId, kind, category } },
  ])
}

async function explain(trx: Transaction<Database>, lease: LeaseKey): Promise<Decided> {
  const lost = await explainLoss(trx, lease)
  if (lost.reason !== 'decided') return lost
  return { outcome: 'already_decided', decision: await getDecision(trx, lease.siteId, lease.commentId) }
}

async function getDecision(trx: Transaction<Database>, siteId: string, commentId: string): Promise<DecisionInForce> {
  const decision = await findDecisionInForce(trx, siteId, commentId)
  if (!decision) throw new Error(`comment ${commentId} has left the queue without a decision`)
  return decision
}
