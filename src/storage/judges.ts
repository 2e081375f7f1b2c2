import { type RawBuilder, sql } from 'kysely'

/**
 * Selects, as `id`, the moderators who have decided a comment, in force or not: by themselves, or by approving an act on
 * many. The policy is none of them.
 */
export function judgesOf(siteId: string, commentId: RawBuilder<string>): RawBuilder<unknown> {
  return sql`
    select moderator_id as id from decision
    where decision.site_id = ${siteId} and decision.comment_id = ${commentId} and moderator_id is not null
    union select approved_by from decision
    join bulk_act on bulk_act.site_id = decision.site_id and bulk_act.id = decision.bulk_id
    where decision.site_id = ${siteId} and decision.comment_id = ${commentId} and approved_by is not null`
}
