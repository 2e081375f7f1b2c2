import { sql } from 'kysely'

/** A row of `comment` as it stands before the statement, with all that is asked about it: a `BeforeDecision`. */
export const BEFORE = sql`jsonb_build_object(
  'status', comment.status, 'category', comment.category, 'publishedAt', comment.published_at,
  'decidedAt', comment.decided_at, 'waiting', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'queue', queue, 'queue_at', waiting.queue_at, 'since', since, 'barred', barred
    )), '[]') from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
  )
)`

/** When a row of `comment` was public last, for one that is or was removed; else `null`. */
export const PUBLIC_SINCE = sql<Date | null>`coalesce(comment.published_at, case when comment.status = 'removed' then (
  select (before ->> 'publishedAt')::timestamptz from decision
  where decision.site_id = comment.site_id and decision.comment_id = comment.id
    and kind = 'remove' and before ->> 'publishedAt' is not null
  order by decided_at desc limit 1
) end)`
