import type { Transaction } from 'kysely'
import { type Queue, turnOf } from '../moderation/queue.ts'
import type { Database } from './schema.ts'

interface Asking {
  readonly siteId: string
  readonly commentId: string
  /** Any but `held`, which follows the status by itself. */
  readonly queue: Exclude<Queue, 'held'>
  readonly since: Date
  /** Moderators who are not to be asked. */
  readonly barred?: readonly string[]
  /** Whether it goes before what was asked within the last day; it stays so whatever is asked after. */
  readonly isUrgent?: boolean
}

/**
 * Puts a comment into a queue, in the transaction that records why: a report, an appeal, a sample. It keeps its place
 * where it waits there already unless it has become urgent, and more moderators are barred. Nothing checks the status: ask only what
 * `QUEUE_POLICY` says can be asked of it.
 */
export async function askModerators(trx: Transaction<Database>, asking: Asking): Promise<void> {
  const { siteId, commentId, queue, since, barred = [], isUrgent = false } = asking
  await trx
    .insertInto('waiting')
    .values({
      site_id: siteId,
      comment_id: commentId,
      queue,
      queue_at: turnOf(queue, since, isUrgent),
      since,
      barred: [...barred],
    })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'comment_id', 'queue']).doUpdateSet((eb) => ({
        barred: eb.fn('array_cat', ['waiting.barred', 'excluded.barred']),
        queue_at: eb.fn('least', ['waiting.queue_at', 'excluded.queue_at']),
      })),
    )
    .execute()
}

/** Takes the question back, or answers it without a decision: nobody is asked any more. Tells whether it was open. */
export async function stopAsking(
  trx: Transaction<Database>,
  { siteId, commentId, queue }: Pick<Asking, 'siteId' | 'commentId' | 'queue'>,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('waiting')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('queue', '=', queue)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
