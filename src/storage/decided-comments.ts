import { sql } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'

/** A comment that moderators decided. */
export interface DecidedComment {
  readonly text: string
  /** The last decision of each moderator who decided it. */
  readonly decisions: readonly { readonly kind: DecisionKind; readonly category: CategoryCode | null }[]
  /**
   * How likely it was to be decided: 1 where the machine held it, the chance of the draw where it let it pass and a draw
   * brought it to a moderator, `null` where something else did.
   */
  readonly chance: number | null
}

/** Returns the comments of a site that moderators decided, the last decided first, at most `limit`; the policy's are none. */
export async function listDecidedComments(
  db: Db,
  { siteId, limit }: { readonly siteId: string; readonly limit: number },
): Promise<readonly DecidedComment[]> {
  const { rows } = await sql<DecidedComment>`
    select comment.text, decided.decisions,
      case when first.verdict = 'hold' then 1 else sample.probability end as chance
    from comment
    join lateral (
      select max(decided_at) as at, jsonb_agg(jsonb_build_object('kind', kind, 'category', category)) as decisions
      from (
        select distinct on (moderator_id) kind, category, decided_at from decision
        where decision.site_id = comment.site_id and decision.comment_id = comment.id and moderator_id is not null
        order by moderator_id, decided_at desc, decision.id desc
      ) as last
    ) as decided on decided.at is not null
    join lateral (
      select verdict from screening
      where screening.site_id = comment.site_id and screening.comment_id = comment.id
      order by screened_at, screening.id limit 1
    ) as first on true
    left join review_sample as sample
      on sample.site_id = comment.site_id and sample.comment_id = comment.id and sample.kind = 'patrol'
    where comment.site_id = ${siteId}
    order by decided.at desc, comment.id desc limit ${limit}`.execute(db)
  return rows
}
