import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import { isInForce } from '../storage/decisions.ts'

/** Counts what the moderator decided in the last 12 hours, by the database's clock, without what was undone. */
export async function countDecidedToday(db: Db, siteId: string, moderatorId: string): Promise<number> {
  const { decided } = await db
    .selectFrom('decision')
    .select(sql<number>`count(*)::int`.as('decided'))
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .where('decided_at', '>', sql<Date>`now() - interval '12 hours'`)
    .where(isInForce)
    .executeTakeFirstOrThrow()
  return decided
}
