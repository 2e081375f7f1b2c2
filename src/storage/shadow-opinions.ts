import { sql } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { Opinion } from '../screening/classifier/model.ts'
import type { Evidence } from '../screening/evidence.ts'
import type { ArticleMode } from '../screening/policy.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'
import { isOfText } from './of-text.ts'

interface ShadowOpinion {
  readonly siteId: string
  readonly commentId: string
  readonly modelVersion: string
  readonly opinion: Opinion
  /** How the comment's article took comments when it was asked. */
  readonly mode: ArticleMode
  readonly at: Date
}

/**
 * Keeps what the model in the shadow thinks of a comment, of one that was edited in the place of what it thought before;
 * of a comment or a model that is gone, nothing.
 */
export async function recordShadowOpinion(db: Db, one: ShadowOpinion): Promise<void> {
  await sql`
    insert into shadow_opinion (site_id, comment_id, model_version, opinion, mode, asked_at)
    select ${one.siteId}, comment.id, model.version, ${JSON.stringify(one.opinion)}::jsonb, ${one.mode}, ${one.at}
    from comment, model
    where comment.site_id = ${one.siteId} and comment.id = ${one.commentId}
      and model.site_id = ${one.siteId} and model.version = ${one.modelVersion}
    on conflict (site_id, comment_id, model_version) do update
      set opinion = excluded.opinion, mode = excluded.mode, asked_at = excluded.asked_at`.execute(db)
}

/** A comment as the model in the shadow and the screening of that time saw it. */
export interface ShadowRow {
  readonly opinion: Opinion
  readonly mode: ArticleMode
  readonly evidence: Evidence
  /** The last decision of a moderator. */
  readonly decision: DecisionKind | null
}

/** Returns the comments that a model was asked about in the shadow, the last first, at most `limit`. */
export async function listShadowOpinions(
  db: Db,
  { siteId, version, limit }: { readonly siteId: string; readonly version: string; readonly limit: number },
): Promise<readonly ShadowRow[]> {
  const { rows } = await sql<ShadowRow>`
    select shadow_opinion.opinion, shadow_opinion.mode, screening.evidence, (
      select kind from decision
      where decision.site_id = shadow_opinion.site_id and decision.comment_id = shadow_opinion.comment_id
        and moderator_id is not null and ${isInForce} and ${isOfText('decided_at')}
      order by decided_at desc, decision.id desc limit 1
    ) as decision
    from shadow_opinion
    join comment on comment.site_id = shadow_opinion.site_id and comment.id = shadow_opinion.comment_id
    join lateral (
      select evidence from screening
      where screening.site_id = shadow_opinion.site_id and screening.comment_id = shadow_opinion.comment_id
        and ${isOfText('screened_at')}
      order by screened_at, screening.id limit 1
    ) as screening on true
    where shadow_opinion.site_id = ${siteId} and model_version = ${version}
    order by asked_at desc limit ${limit}`.execute(db)
  return rows
}
