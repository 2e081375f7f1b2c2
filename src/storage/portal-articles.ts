import { sql, type Transaction } from 'kysely'
import type { RiskLevel } from '../moderation/risk-level.ts'
import type { ArticleMode } from '../screening/policy.ts'
import { writtenForm } from '../text/search-form.ts'
import { type Article, ensureArticle } from './articles.ts'
import type { Database } from './schema.ts'

interface Described {
  readonly siteId: string
  readonly id: string
  readonly title: string
  readonly url: string
  /** `null` takes the site's mode; absent, like everything below, leaves it as it is. */
  readonly mode?: ArticleMode | null | undefined
  readonly note?: string | null | undefined
  readonly authors?: readonly Buffer[] | undefined
  readonly riskLevel?: RiskLevel | undefined
  /** Of the row that keeps the risk level. */
  readonly riskId: string
  readonly at: Date
}

/**
 * Makes an article known or says anew what it is, and returns it. A risk level is taken only where no lead has ever set
 * one for the article; a note that says the same keeps its time.
 */
export async function describeArticle(trx: Transaction<Database>, described: Described): Promise<Article> {
  const { siteId, id, title, url, mode, note, authors, at } = described
  const known = await ensureArticle(trx, { siteId, id, title, url })
  if (described.riskLevel) await takeRiskLevel(trx, described, described.riskLevel)
  return trx
    .updateTable('article')
    .set({
      title,
      url,
      title_written: writtenForm(title),
      ...(mode !== undefined && { mode }),
      ...(note !== undefined && note !== known.note && { note, noted_at: note === null ? null : at }),
      ...(authors && { authors: [...authors] }),
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function takeRiskLevel(
  trx: Transaction<Database>,
  { siteId, id, riskId, at }: Described,
  level: RiskLevel,
): Promise<void> {
  await sql`
    with changed as (
      update article set risk_level = ${level}
      where site_id = ${siteId} and id = ${id} and risk_level <> ${level} and not exists (
        select from article_risk where site_id = ${siteId} and article_id = ${id} and set_by is not null)
      returning id
    )
    insert into article_risk (site_id, article_id, id, level, set_by, set_at)
    select ${siteId}, id, ${riskId}, ${level}, null, ${at} from changed`.execute(trx)
}
