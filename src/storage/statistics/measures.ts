import { type RawBuilder, sql } from 'kysely'
import { QUEUE_POLICY, QUEUES } from '../../moderation/queue.ts'
import { BUCKET_GROWTH } from '../../moderation/statistics/durations.ts'
import { isInForce } from '../decisions.ts'
import { isOfText } from '../of-text.ts'

/** What is counted; a label says of what kind. */
export type Measure =
  /** Comments that were written, by the machine's verdict. */
  | 'verdict'
  /** Comments that the policy refused at once, by category. */
  | 'blocked'
  /** Decisions of moderators, by kind. */
  | 'decision'
  /** Their refusals, by category. */
  | 'refused'
  /** How long a decision took from the claim, or from the moderator's decision before it if that was later; by bucket. */
  | 'handling'
  /** How long what was decided had waited, as `queue bucket`. */
  | 'age'
  /** How many of them within the service level, by queue. */
  | 'within'
  /** Decisions on what was decided before, as `whose outcome`: `policy`, `self`, `other`; `kept`, `changed`. */
  | 'again'
  /** Decisions taken back, by whom: `self`, `other`. */
  | 'undone'
  /** Decided comments that an entry or a rule had hit, as JSON: rule, entry, category, `published` or `refused`. */
  | 'entry'
  /** Decided comments by what the model thought, as JSON: version, tenth, `published` or `refused`; sums the chances. */
  | 'calibration'

export interface Span {
  readonly siteId: string
  readonly from: Date
  /** Exclusive. */
  readonly to: Date
}

/**
 * Selects `hour, measure, label, count, total` of a site's span, counted anew from what happened. All but the last two
 * are settled by the times of what happened; those count only decisions that are in force now.
 */
export function measures(span: Span): RawBuilder<unknown> {
  const decided = sql`decision.site_id = ${span.siteId} and decision.moderator_id is not null
    and decision.decided_at >= ${span.from} and decision.decided_at < ${span.to}`
  const all = [...ofComments(span), ...ofDecisions(decided), ofUndoing(span), ...ofEvidence(decided)]
  return sql.join(
    all.map((one) => sql`(${one})`),
    sql` union all `,
  )
}

function hourOf(time: RawBuilder<unknown>) {
  return sql`date_bin('1 hour', ${time}, 'epoch'::timestamptz)`
}

function bucketOf(seconds: RawBuilder<unknown>) {
  return sql`floor(ln(greatest(${seconds}, 1)) / ln(${BUCKET_GROWTH}::float8))::int`
}

function ofComments({ siteId, from, to }: Span): RawBuilder<unknown>[] {
  const written = sql`site_id = ${siteId} and created_at >= ${from} and created_at < ${to}`
  const hour = hourOf(sql`created_at`)
  return [
    sql`select ${hour} as hour, 'verdict' as measure, verdict as label, count(*)::int as count, 0::float8 as total
      from comment_search where ${written} group by 1, 3`,
    sql`select ${hour}, 'blocked', category, count(*)::int, 0 from comment_search
      where ${written} and verdict = 'block' and category is not null group by 1, 3`,
  ]
}

function ofDecisions(decided: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const hour = hourOf(sql`decided_at`)
  return [
    sql`select ${hour}, 'decision', kind, count(*)::int, 0 from decision where ${decided} group by 1, 3`,
    sql`select ${hour}, 'refused', category, count(*)::int, 0 from decision
      where ${decided} and category is not null group by 1, 3`,
    sql`select ${hour}, 'handling', ${bucketOf(sql`seconds`)}::text, count(*)::int, sum(seconds) from (
      select decided_at, extract(epoch from decided_at - greatest(claimed.at, previous.at))::float8 as seconds
      from decision cross join lateral (
        select max(occurred_at) as at from event
        where event.site_id = decision.site_id and event.comment_id = decision.comment_id and type = 'lease.claimed'
          and actor ->> 'id' = decision.moderator_id::text and occurred_at <= decided_at
      ) as claimed cross join lateral (
        select max(earlier.decided_at) as at from decision as earlier
        where earlier.site_id = decision.site_id and earlier.moderator_id = decision.moderator_id
          and earlier.decided_at < decision.decided_at
      ) as previous
      where ${decided} and bulk_id is null and claimed.at is not null
    ) as handled group by 1, 3`,
    sql`select hour, 'age', queue || ' ' || bucket, count(*)::int, sum(seconds) from (
      select hour, queue, seconds, ${bucketOf(sql`seconds`)} as bucket from (${aged(decided)}) as aged
    ) as bucketed group by 1, 3`,
    sql`select hour, 'within', queue, count(*)::int, 0 from (${aged(decided)}) as aged
      where seconds <= (${TARGET_SECONDS}::jsonb ->> queue)::int group by 1, 3`,
    sql`select ${hour}, 'again', whose || case when before ->> 'status' = ${STATUS_AFTER}::jsonb ->> kind then ' kept'
        else ' changed' end, count(*)::int, 0 from (
      select decision.decided_at, decision.before, decision.kind, case when previous.moderator_id is null then 'policy'
        when previous.moderator_id = decision.moderator_id then 'self' else 'other' end as whose
      from decision cross join lateral (
        select moderator_id from decision as earlier
        where earlier.site_id = decision.site_id and earlier.comment_id = decision.comment_id
          and (earlier.decided_at, earlier.id) < (decision.decided_at, decision.id) and not exists (
            select from undo where undo.site_id = earlier.site_id and undo.comment_id = earlier.comment_id
              and undo.decision_id = earlier.id and undone_at <= decision.decided_at
          )
        order by decided_at desc, id desc limit 1
      ) as previous
      where ${decided}
    ) as reviewed group by 1, 3`,
  ]
}

const TARGET_SECONDS = JSON.stringify(
  Object.fromEntries(QUEUES.map((queue) => [queue, QUEUE_POLICY[queue].targetMinutes * 60])),
)

const STATUS_AFTER = JSON.stringify({
  publish: 'published',
  restore: 'published',
  reject: 'rejected',
  remove: 'removed',
})

/** What waited in the queue where it was decided; by its id, in the first that had asked. */
function aged(decided: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select ${hourOf(sql`decided_at`)} as hour, asked.queue,
      extract(epoch from decided_at - asked.since)::float8 as seconds
    from decision cross join lateral (
      select asked.queue, asked.since
      from jsonb_to_recordset(before -> 'waiting') as asked (queue text, since timestamptz)
      where asked.queue = decision.queue or decision.queue is null
      order by asked.since, asked.queue limit 1
    ) as asked
    where ${decided}`
}

function ofUndoing({ siteId, from, to }: Span): RawBuilder<unknown> {
  return sql`select ${hourOf(sql`undone_at`)}, 'undone',
      case when undo.moderator_id = decision.moderator_id then 'self' else 'other' end, count(*)::int, 0
    from undo join decision on decision.site_id = undo.site_id and decision.comment_id = undo.comment_id
      and decision.id = undo.decision_id
    where undo.site_id = ${siteId} and undone_at >= ${from} and undone_at < ${to} group by 1, 3`
}

/** What was decided about a text that its author has changed since tells nothing of the rules and the model. */
function ofEvidence(decided: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const screened = sql`
    select ${hourOf(sql`decided_at`)} as hour, evidence,
      case when kind in ('publish', 'restore') then 'published' else 'refused' end as outcome
    from decision join lateral (
      select edited_at from comment where comment.site_id = decision.site_id and comment.id = decision.comment_id
    ) as written on ${isOfText('decision.decided_at')}
    cross join lateral (
      select evidence from screening
      where screening.site_id = decision.site_id and screening.comment_id = decision.comment_id
        and ${isOfText('screened_at')}
      order by screened_at, id limit 1
    ) as first
    where ${decided} and ${isInForce}`
  return [
    sql`select hour, 'entry', label, count(*)::int, 0 from (${screened}) as screened cross join lateral (
      select distinct jsonb_build_array(hit ->> 'rule', hit ->> 'entry', hit ->> 'category', outcome)::text as label
      from jsonb_array_elements(evidence -> 'hits') as hit
    ) as hits group by 1, 3`,
    sql`select hour, 'calibration',
        jsonb_build_array(evidence ->> 'modelVersion', least(9, floor(chance * 10)::int), outcome)::text, count(*)::int, sum(chance)
      from (${screened}) as screened cross join lateral (
        select 1 - (evidence -> 'opinion' ->> 'benign')::float8 as chance
      ) as thought
      where chance is not null group by 1, 3`,
  ]
}
