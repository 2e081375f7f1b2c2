import { type RawBuilder, sql } from 'kysely'
import type { Event } from '../moderation/event.ts'
import type { Account } from './account.ts'
import type { Db } from './database.ts'
import { isAmong, type LeaseToken } from './lease-tokens.ts'

/** What a moderator did with a training card: of a held comment the log would tell it. */
export type TurnAct = {
  [Type in 'lease.claimed' | 'lease.released' | 'comment.skipped' | 'comment.escalated']: Pick<
    Extract<Event, { type: Type }>,
    'type' | 'detail'
  >
}['lease.claimed' | 'lease.released' | 'comment.skipped' | 'comment.escalated']

/** An act with its time, as ISO 8601. */
export type TurnEvent = TurnAct & { readonly at: string }

/** These acts as what `happened` of a turn takes, at the database's time. */
export function happening(acts: readonly TurnAct[]): RawBuilder<unknown> {
  return sql`(
    select jsonb_agg(act || jsonb_build_object('at', clock_timestamp()) order by number)
    from jsonb_array_elements(${JSON.stringify(acts)}::jsonb) with ordinality as acts (act, number)
  )`
}

const RELEASED = { type: 'lease.released', detail: {} } as const

/**
 * Takes those of these leases that are of training cards off the desk, unanswered, and returns which comments; `act` is
 * what was done beside giving them back.
 */
export async function dropTurns(
  db: Db,
  { siteId, moderatorId }: Account,
  { leases, act }: { readonly leases: readonly LeaseToken[] | 'all'; readonly act?: TurnAct },
): Promise<readonly string[]> {
  const acts = act ? [RELEASED, act] : [RELEASED]
  const { rows } = await sql<{ commentId: string }>`
    update training_turn set lease_expires_at = clock_timestamp(), happened = happened || ${happening(acts)}
    where site_id = ${siteId} and moderator_id = ${moderatorId} and answered_at is null
      and lease_expires_at > clock_timestamp() and ${isAmong(sql`comment_id`, leases)}
    returning comment_id as "commentId"`.execute(db)
  return rows.map(({ commentId }) => commentId)
}
