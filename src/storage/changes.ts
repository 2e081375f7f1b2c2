import type { Transaction } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { Database } from './schema.ts'
import type { ChangeType } from './schema-review.ts'

interface NewChange {
  readonly siteId: string
  readonly type: ChangeType
  readonly queue: Queue | null
  readonly commentId: string
  readonly moderatorId: string
}

/** Tells everyone who watches, once the transaction commits; nobody when it does not. */
export async function recordChanges(trx: Transaction<Database>, changes: readonly NewChange[]): Promise<void> {
  await trx
    .insertInto('change')
    .values(
      changes.map(({ siteId, type, queue, commentId, moderatorId }) => ({
        site_id: siteId,
        type,
        queue,
        comment_id: commentId,
        moderator_id: moderatorId,
      })),
    )
    .execute()
}
