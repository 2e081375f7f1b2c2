import { sql } from 'kysely'
import type { RiskLevel } from '../moderation/risk-level.ts'
import type { Db } from './database.ts'

interface NewLevel {
  readonly siteId: string
  readonly articleId: string
  readonly id: string
  readonly level: RiskLevel
  readonly moderatorId: string
}

/**
 * Sets an article's risk level from the next comment on, and keeps who set it and when, in one statement; the same level
 * again is no change and no row. `not_found` where the site has no such article.
 */
export async function setRiskLevel(db: Db, set: NewLevel): Promise<{ readonly outcome: 'set' | 'not_found' }> {
  const { siteId, articleId, id, level, moderatorId } = set
  const { rows } = await sql`
    with found as (select id, risk_level from article where site_id = ${siteId} and id = ${articleId} for update),
      changed as (
        update article set risk_level = ${level} from found
        where article.site_id = ${siteId} and article.id = found.id and found.risk_level <> ${level} returning article.id
      ),
      kept as (
        insert into article_risk (site_id, article_id, id, level, set_by, set_at)
        select ${siteId}, changed.id, ${id}, ${level}, ${moderatorId}, clock_timestamp() from changed
      )
    select from found`.execute(db)
  return { outcome: rows.length > 0 ? 'set' : 'not_found' }
}
