import type { Transaction } from 'kysely'
import type { Database } from '../storage/schema.ts'

interface Concerned {
  readonly siteId: string
  /** Who should not be asked. */
  readonly moderatorIds: readonly string[]
}

/** Returns whom a question to leads is kept from: those whom it concerns, or nobody where no other lead could answer it. */
export async function barredLeads(
  trx: Transaction<Database>,
  { siteId, moderatorIds }: Concerned,
): Promise<readonly string[]> {
  if (moderatorIds.length === 0) return []
  const another = await trx
    .selectFrom('moderator')
    .select('id')
    .where('site_id', '=', siteId)
    .where('role', 'in', ['lead', 'admin'])
    .where('disabled_at', 'is', null)
    .where('id', 'not in', [...moderatorIds])
    .limit(1)
    .executeTakeFirst()
  return another ? moderatorIds : []
}
