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

/**
 * Selects, as `id`, the moderators who had a comment on their desk after somebody had decided it, by the log: their card
 * showed what was made of it, unless it was there for a second look.
 */
export function readersOf(siteId: string, commentId: RawBuilder<string>): RawBuilder<unknown> {
  return sql`
    select (actor ->> 'id')::uuid as id from event
    where event.site_id = ${siteId} and event.comment_id = ${commentId} and event.type = 'lease.claimed'
      and detail ->> 'queue' is distinct from 'second' and occurred_at >= (
        select min(decided_at) from decision
        where decision.site_id = ${siteId} and decision.comment_id = ${commentId} and moderator_id is not null
      )`
}
