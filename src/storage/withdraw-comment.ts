import type { Transaction } from 'kysely'
import { type Status, WITHDRAWABLE } from '../moderation/life-cycle.ts'
import { appendEvents } from './events.ts'
import { deleteFingerprintKeysOf } from './near-duplicates.ts'
import { NO_LEASE } from './no-lease.ts'
import type { Database } from './schema.ts'

interface Withdrawal {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
  readonly at: Date
}

export type Withdrawn =
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'not_withdrawable'; readonly status: Status }

/**
 * Takes a held or published comment back for its own author only; someone else's is `not_found`.
 * Near-duplicates no longer find it, so that nobody holds others' comments with what is taken back.
 * A moderator's lease on it ends with it: their decision finds `lease_lost` with the reason `withdrawn`.
 */
export async function withdrawComment(trx: Transaction<Database>, withdrawal: Withdrawal): Promise<Withdrawn> {
  const { siteId, commentId, readerId, at } = withdrawal
  const withdrawn = await trx
    .updateTable('comment')
    .set({ status: 'withdrawn', published_at: null, ...NO_LEASE })
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .where('reader_id', '=', readerId)
    .where('status', 'in', WITHDRAWABLE)
    .returning('created_at')
    .executeTakeFirst()
  if (!withdrawn) return refuse(trx, withdrawal)
  await deleteFingerprintKeysOf(trx, { siteId, commentId, at: withdrawn.created_at })
  await appendEvents(trx, { siteId, commentId, at }, [
    { type: 'comment.withdrawn', actor: { kind: 'reader', id: readerId }, detail: {} },
  ])
  return { outcome: 'withdrawn' }
}

async function refuse(trx: Transaction<Database>, { siteId, commentId, readerId }: Withdrawal): Promise<Withdrawn> {
  const comment = await trx
    .selectFrom('comment')
    .select('status')
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .where('reader_id', '=', readerId)
    .executeTakeFirst()
  return comment ? { outcome: 'not_withdrawable', status: comment.status } : { outcome: 'not_found' }
}
