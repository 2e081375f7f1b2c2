import { sql } from 'kysely'
import { keptSince } from '../moderation/retention.ts'
import type { Db } from './database.ts'

const BATCH = 100

/**
 * Deletes what is left of profiles that were deleted a retention term before `at`: where their comments came from, what
 * they wrote to moderators. Returns how many; 0 when none is left. What was decided stays on record and names nobody.
 */
export async function purgeProfiles(db: Db, at: Date): Promise<number> {
  const { rows } = await sql`
    with over as (
      select site_id, id from reader where deleted_at <= ${keptSince(at)} and purged_at is null
      order by deleted_at limit ${BATCH} for update skip locked
    ), located as (
      update comment set address_sealed = null, ip_region = null from over
      where comment.site_id = over.site_id and comment.reader_id = over.id
    ), reported as (
      update report set text = null from over where report.site_id = over.site_id and report.reader_id = over.id
    ), appealed as (
      update appeal set reason = '' from over join comment on comment.site_id = over.site_id and comment.reader_id = over.id
      where appeal.site_id = comment.site_id and appeal.comment_id = comment.id
    )
    update reader set purged_at = ${at} from over
    where reader.site_id = over.site_id and reader.id = over.id returning reader.id`.execute(db)
  return rows.length
}
