import type { Selectable } from 'kysely'
import { writtenForm } from '../text/search-form.ts'
import type { Db } from './database.ts'
import type { ArticleTable } from './schema.ts'

export type Article = Selectable<ArticleTable>

/** Returns the article by the portal's own key, or `undefined` when nobody has commented under it yet. */
export async function findArticle(db: Db, siteId: string, id: string): Promise<Article | undefined> {
  return db.selectFrom('article').selectAll().where('site_id', '=', siteId).where('id', '=', id).executeTakeFirst()
}

interface NewArticle {
  readonly siteId: string
  readonly id: string
  readonly title: string | null
  readonly url: string | null
}

/**
 * Returns the article, made if it was absent; two that make it at once get the same one.
 * The title and address of one that exists stay as they are: the page of a later reader does not rename it.
 */
export async function ensureArticle(db: Db, article: NewArticle): Promise<Article> {
  const { siteId, id, title, url } = article
  const known = await findArticle(db, siteId, id)
  if (known) return known
  const made = await db
    .insertInto('article')
    .values({ site_id: siteId, id, title, url, mode: null, title_written: title && writtenForm(title) })
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return made ?? getArticle(db, siteId, id)
}

async function getArticle(db: Db, siteId: string, id: string): Promise<Article> {
  const article = await findArticle(db, siteId, id)
  if (!article) throw new Error(`article ${id} of site ${siteId} is absent`)
  return article
}
