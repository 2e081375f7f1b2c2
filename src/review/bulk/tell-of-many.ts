import { sql, type Transaction } from 'kysely'
import type { Database } from '../../storage/schema.ts'
import type { ChangeType } from '../../storage/schema-review.ts'

/** More than these are told as one change without a comment, "look again", as those that arrive at once are. */
const TOLD_ONE_BY_ONE = 50

interface Told {
  readonly type: ChangeType
  readonly commentIds: readonly string[]
}

/** Tells everyone who watches what was done to many comments, once the transaction commits. */
export async function tellOfMany(
  trx: Transaction<Database>,
  { siteId, moderatorId }: { readonly siteId: string; readonly moderatorId: string },
  { type, commentIds }: Told,
): Promise<void> {
  if (commentIds.length === 0) return
  const named = commentIds.length <= TOLD_ONE_BY_ONE ? commentIds : [null]
  await sql`
    insert into change (site_id, type, comment_id, moderator_id)
    select ${siteId}, ${type}, told.id, ${moderatorId} from unnest(${named}::uuid[]) as told (id)`.execute(trx)
}

/** Tells everyone who watches that a second person is asked, or is not any more. */
export async function tellOfProposal(
  trx: Transaction<Database>,
  { siteId, moderatorId }: { readonly siteId: string; readonly moderatorId: string },
  type: 'proposed' | 'proposal_closed',
): Promise<void> {
  await trx
    .insertInto('change')
    .values({ site_id: siteId, type, queue: null, comment_id: null, moderator_id: moderatorId })
    .execute()
}
