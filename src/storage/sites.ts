import type { Selectable } from 'kysely'
import type { Db } from './database.ts'
import type { SiteTable } from './schema.ts'

export type Site = Selectable<SiteTable>

/** Returns the site of this id, or `undefined`. */
export async function findSite(db: Db, id: string): Promise<Site | undefined> {
  return db.selectFrom('site').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Returns every site, by id. */
export async function listSites(db: Db): Promise<Site[]> {
  return db.selectFrom('site').selectAll().orderBy('id').execute()
}

interface NewSite {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
  readonly readerTokenSecret: string
}

/**
 * Returns the site of this id with these origins, made if it was absent.
 * A site that exists keeps its name, its mode and its secret: tokens that the portal signed stay valid.
 */
export async function ensureSite(db: Db, site: NewSite): Promise<Site> {
  const origins = [...site.origins]
  return db
    .insertInto('site')
    .values({ id: site.id, name: site.name, origins, reader_token_secret: site.readerTokenSecret })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ origins }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Sets from where a site's published keys are fetched, `null` for none; tells whether there is such a site. */
export async function setReaderKeys(db: Db, id: string, address: string | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('site')
    .set({ reader_keys_url: address })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whom the portal names for complaints about unlawful and bad content. */
export interface ReportContacts {
  readonly phone: string | null
  readonly email: string | null
  readonly url: string | null
}

/** Sets those of a site's contacts that are given, and returns all of them then; `undefined` where there is no such site. */
export async function setReportContacts(
  db: Db,
  id: string,
  { phone, email, url }: Partial<ReportContacts>,
): Promise<ReportContacts | undefined> {
  return db
    .updateTable('site')
    .set((eb) => ({
      report_phone: phone === undefined ? eb.ref('report_phone') : phone,
      report_email: email === undefined ? eb.ref('report_email') : email,
      report_url: url === undefined ? eb.ref('report_url') : url,
    }))
    .where('id', '=', id)
    .returning(['report_phone as phone', 'report_email as email', 'report_url as url'])
    .executeTakeFirst()
}

/** How a site reviews where it differs from the product; `null` where it does not. */
export interface ReviewSettings {
  /** Of the decisions, looked at a second time; 0 to 1. */
  readonly secondShare: number | null
  /** How many comments one decides alone in bulk. */
  readonly bulkAlone: number | null
}

/** Sets those of a site's settings that are given, and returns all of them then; `undefined` where there is no such site. */
export async function setReviewSettings(
  db: Db,
  id: string,
  { secondShare, bulkAlone }: Partial<ReviewSettings>,
): Promise<ReviewSettings | undefined> {
  return db
    .updateTable('site')
    .set((eb) => ({
      second_share: secondShare === undefined ? eb.ref('second_share') : secondShare,
      bulk_alone: bulkAlone === undefined ? eb.ref('bulk_alone') : bulkAlone,
    }))
    .where('id', '=', id)
    .returning(['second_share as secondShare', 'bulk_alone as bulkAlone'])
    .executeTakeFirst()
}
