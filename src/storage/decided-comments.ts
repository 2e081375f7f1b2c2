import { sql } from 'kysely'
import type { Opinion } from '../moderation/second-opinion.ts'
import { DISPLAY_NAME } from '../screening/nickname/findings.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'
import { isOfText } from './of-text.ts'

/** A comment that a moderator decided. */
export interface DecidedComment {
  readonly text: string
  /**
   * The decision in force, and beside it what a second moderator thought of that very decision, unless a lead has
   * settled which of them stands: then that is the decision in force.
   */
  readonly opinions: readonly Opinion[]
  /**
   * How likely it was to be decided: 1 where the machine held it, or where a report, an appeal of what the machine
   * refused or a rescan would have brought it to a moderator anyhow; the chance of the draw where nothing but a
   * draw did; `null` where something else did.
   */
  readonly chance: number | null
}

/**
 * Returns the comments of a site on which a moderator's decision is in force, the last decided first, at most `limit`.
 * What was undone, what a later decision replaced and what the policy decided teaches nothing, nor does what was decided
 * about a text that its author has changed or deleted since, nor a refusal where the name beside the comment was found fault with: it may be of the name.
 */
export async function listDecidedComments(
  db: Db,
  { siteId, limit }: { readonly siteId: string; readonly limit: number },
): Promise<readonly DecidedComment[]> {
  const { rows } = await sql<DecidedComment>`
    select comment.text,
      jsonb_build_array(jsonb_build_object('kind', decided.kind, 'category', decided.category))
        || coalesce(second.opinions, '[]') as opinions,
      case when first.verdict = 'hold' or first.is_rescanned or exists (
        select from report where report.site_id = comment.site_id and report.comment_id = comment.id
      ) or first.verdict = 'block' and exists (
        select from appeal where appeal.site_id = comment.site_id and appeal.comment_id = comment.id
      ) then 1 else sample.probability end as chance
    from comment
    join lateral (
      select decision.id, kind, category, moderator_id, decided_at from decision
      where decision.site_id = comment.site_id and decision.comment_id = comment.id and ${isInForce}
      order by decided_at desc, decision.id desc limit 1
    ) as decided on decided.moderator_id is not null
    join lateral (
      select verdict, evidence, count(*) over () > 1 as is_rescanned from screening
      where screening.site_id = comment.site_id and screening.comment_id = comment.id
        and ${isOfText('screened_at')}
      order by screened_at, screening.id limit 1
    ) as first on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('kind', second_review.kind, 'category', second_review.category)) as opinions
      from second_review
      where second_review.site_id = comment.site_id and second_review.comment_id = comment.id
        and second_review.decision_id = decided.id and given_at is not null and lead_decision_id is null
    ) as second on true
    left join review_sample as sample
      on sample.site_id = comment.site_id and sample.comment_id = comment.id and sample.kind = 'patrol'
    where comment.site_id = ${siteId} and comment.text <> '' and ${isOfText('decided.decided_at')}
      and (decided.kind in ('publish', 'restore') or not first.evidence -> 'findings' @> ${OF_NAME}::jsonb)
    order by decided.decided_at desc, comment.id desc limit ${limit}`.execute(db)
  return rows
}

const OF_NAME = JSON.stringify([{ rule: DISPLAY_NAME }])
