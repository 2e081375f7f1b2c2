import type { Db } from '../storage/database.ts'
import { listSites, type Site } from '../storage/sites.ts'

/** A site that is added or changed is known everywhere after this long. */
const FRESH_MILLISECONDS = 5_000

/** The sites as the database had them a few seconds ago at most. */
export interface SiteDirectory {
  all(): Promise<readonly Site[]>
}

/** Asks the database at most once in a few seconds; when it cannot be asked, nothing old is used instead. */
export function createSiteDirectory(db: Db, now: () => Date): SiteDirectory {
  let kept: { readonly sites: Promise<readonly Site[]>; readonly until: number } | undefined
  return {
    all() {
      const time = now().getTime()
      if (kept && time < kept.until) return kept.sites
      const sites = listSites(db)
      const asked = { sites, until: time + FRESH_MILLISECONDS }
      kept = asked
      sites.catch(() => {
        if (kept === asked) kept = undefined
      })
      return sites
    },
  }
}
