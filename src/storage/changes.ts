import { sql, type Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { EventRow } from './event-chain.ts'
import { PREPARED } from './prepared.ts'
import { records } from './records.ts'
import type { Database } from './schema.ts'
import type { ChangeType } from './schema-review.ts'

interface NewChange {
  readonly site_id: string
  readonly type: ChangeType
  readonly queue: Queue | null
  readonly comment_id: string
  readonly moderator_id: string
}

/**
 * Writes events that continue their chains, and tells everyone who watches once the transaction commits, in one
 * statement.
 */
export async function recordEvents(
  trx: Transaction<Database>,
  events: readonly EventRow[],
  changes: readonly NewChange[],
): Promise<void> {
  await sql`
    ${PREPARED} with logged as (insert into event select record.* from ${records('event', events)})
    insert into change (site_id, type, queue, comment_id, moderator_id)
    select site_id, type, queue, comment_id, moderator_id from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as told (site_id text, type text, queue text, comment_id uuid, moderator_id uuid)`.execute(trx)
}
