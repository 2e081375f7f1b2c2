import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import { happening } from '../storage/training-turns.ts'
import type { LeaseKey } from './lease.ts'

type Asking = LeaseKey & { readonly question: string; readonly escalationId: string }

/**
 * Takes a training card off the desk with what its moderator asks, and tells whether this very question was asked under
 * this very lease, now or before. No lead hears of it.
 */
export async function askInTraining(db: Db, asking: Asking): Promise<boolean> {
  const { question, leaseToken, escalationId } = asking
  const { rows } = await sql`
    update training_turn set lease_expires_at = least(lease_expires_at, clock_timestamp()), question = ${question},
      asked_under = ${leaseToken}, asked_at = coalesce(asked_at, clock_timestamp()),
      happened = case when asked_at is null then happened || ${happening([
        { type: 'lease.released', detail: {} },
        { type: 'comment.escalated', detail: { escalationId } },
      ])} else happened end
    where ${isUnanswered(asking)} and (
      asked_at is null and lease_token = ${leaseToken} and lease_expires_at > clock_timestamp()
      or question = ${question} and asked_under = ${leaseToken}
    )
    returning comment_id`.execute(db)
  return rows.length > 0
}

/** Tells whether they have asked anything about this training card, under any lease. */
export async function wasAskedInTraining(db: Db, asking: LeaseKey): Promise<boolean> {
  const { rows } = await sql`
    select from training_turn where ${isUnanswered(asking)} and asked_at is not null`.execute(db)
  return rows.length > 0
}

function isUnanswered({ siteId, moderatorId, commentId }: LeaseKey) {
  return sql`site_id = ${siteId} and moderator_id = ${moderatorId} and comment_id = ${commentId} and answered_at is null`
}
