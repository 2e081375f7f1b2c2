import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Opinion } from '../moderation/second-opinion.ts'
import type { Db } from '../storage/database.ts'
import { type DecisionColumns, type DecisionInForce, toDecisionInForce } from '../storage/decisions.ts'
import type { LeaseKey } from './lease.ts'
import type { SecondGiven, SecondResult } from './second-opinion.ts'

type Wanted = LeaseKey & Opinion

export type Repeated =
  | { readonly outcome: 'decided'; readonly decision: DecisionInForce; readonly closed: readonly [] }
  | SecondGiven

/**
 * Returns how the same was answered that was wanted under this very lease before, and ended it: whoever sends it again
 * has not heard. `undefined` where the lease ended in another way, or something else was wanted. What was decided may
 * have been taken back since.
 */
export async function findRepeated(db: Db, wanted: Wanted): Promise<Repeated | undefined> {
  return (await findDecided(db, wanted)) ?? (await findGiven(db, wanted))
}

async function findDecided(db: Db, wanted: Wanted): Promise<Repeated | undefined> {
  const { rows } = await sql<DecisionColumns>`
    select decision.id as "decisionId", kind, category, note, decided_at as "decidedAt", moderator.id as "moderatorId",
      display_name as "moderatorName", policy_version as "policyVersion", message
    from decision ${byModerator('decision')} where ${isSame('decision', wanted)}`.execute(db)
  const decision = rows[0] && toDecisionInForce(wanted.commentId, rows[0])
  return decision ? { outcome: 'decided', decision, closed: [] } : undefined
}

const RESULTS: Readonly<Record<string, SecondResult>> = {
  agreed: 'agreed',
  disagreed: 'asked_lead',
  superseded: 'superseded',
}

/** What it came to then stands in the log, which names the decision that was shown. */
async function findGiven(db: Db, wanted: Wanted): Promise<SecondGiven | undefined> {
  const { rows } = await sql<DecisionColumns & { result: string }>`
    select second_review.id as "decisionId", kind, category, note, given_at as "decidedAt",
      moderator.id as "moderatorId", display_name as "moderatorName", null as "policyVersion", null as "message",
      detail ->> 'result' as "result"
    from second_review ${byModerator('second_review')}
    join event on event.site_id = second_review.site_id and event.comment_id = second_review.comment_id
      and event.type = 'second_opinion.given' and event.actor ->> 'id' = moderator_id::text
      and event.occurred_at = given_at and event.detail ->> 'decisionId' = decision_id::text
    where ${isSame('second_review', wanted)}`.execute(db)
  const [row] = rows
  const decision = row && toDecisionInForce(wanted.commentId, row)
  const result = row && RESULTS[row.result]
  return decision && result ? { outcome: 'second_given', decision, result } : undefined
}

/** Tells whether this moderator asked this very question under this very lease. */
export async function wasAsked(db: Db, { question, ...lease }: LeaseKey & { readonly question: string }) {
  return isEscalation(db, lease, { by: 'asked_by', under: 'asked_under', said: sql`question = ${question}` })
}

/** Tells whether this moderator gave this very answer under this very lease. */
export async function wasAnswered(db: Db, { answer, ...lease }: LeaseKey & { readonly answer: string }) {
  return isEscalation(db, lease, { by: 'answered_by', under: 'answered_under', said: sql`answer = ${answer}` })
}

interface Said {
  readonly by: 'asked_by' | 'answered_by'
  readonly under: 'asked_under' | 'answered_under'
  readonly said: RawBuilder<SqlBool>
}

async function isEscalation(db: Db, lease: LeaseKey, { by, under, said }: Said): Promise<boolean> {
  const found = await db
    .selectFrom('escalation')
    .select('id')
    .where('site_id', '=', lease.siteId)
    .where('comment_id', '=', lease.commentId)
    .where(by, '=', lease.moderatorId)
    .where(under, '=', lease.leaseToken)
    .where(said)
    .executeTakeFirst()
  return found !== undefined
}

function byModerator(table: 'decision' | 'second_review') {
  return sql`join moderator on moderator.site_id = ${sql.ref(`${table}.site_id`)}
    and moderator.id = ${sql.ref(`${table}.moderator_id`)}`
}

function isSame(
  table: 'decision' | 'second_review',
  { siteId, commentId, moderatorId, leaseToken, kind, category }: Wanted,
) {
  return sql`${sql.ref(`${table}.site_id`)} = ${siteId} and ${sql.ref(`${table}.comment_id`)} = ${commentId}
    and ${sql.ref(`${table}.moderator_id`)} = ${moderatorId} and lease_token = ${leaseToken} and kind = ${kind}
    and category is not distinct from ${category}`
}
