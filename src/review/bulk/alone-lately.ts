import { sql } from 'kysely'
import { BULK_POLICY } from '../../moderation/bulk.ts'
import type { Db } from '../../storage/database.ts'

interface Acting {
  readonly siteId: string
  readonly moderatorId: string
}

/**
 * Returns how many comments a moderator decided in acts that nobody approved, within the last hour by the database's
 * clock; those that were put back since do not count.
 */
export async function countAloneLately(db: Db, { siteId, moderatorId }: Acting): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as "count" from bulk_act
    join bulk_comment on bulk_comment.site_id = bulk_act.site_id and bulk_comment.bulk_id = bulk_act.id
    where bulk_act.site_id = ${siteId} and proposed_by = ${moderatorId} and approved_by is null
      and proposed_at > clock_timestamp() - make_interval(mins => ${BULK_POLICY.aloneMinutes})
      and outcome = 'decided' and undo_outcome is distinct from 'undone'`.execute(db)
  return rows[0]?.count ?? 0
}
