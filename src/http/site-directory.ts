import type { Db } from '../storage/database.ts'
import { listSites, type Site } from '../storage/sites.ts'
import { AskedLately } from './asked-lately.ts'

/** A site that is added or changed is known everywhere after this long. */
const FRESH_MILLISECONDS = 5_000

/** The sites as the database had them a few seconds ago at most. */
export interface SiteDirectory {
  all(): Promise<readonly Site[]>
}

/** Asks the database at most once in a few seconds; when it cannot be asked, nothing old is used instead. */
export function createSiteDirectory(db: Db, now: () => Date): SiteDirectory {
  const sites = new AskedLately(FRESH_MILLISECONDS, now, () => listSites(db))
  return { all: () => sites.of('all') }
}
