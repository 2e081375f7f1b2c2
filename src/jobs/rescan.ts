import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import { REVIEW_POLICY } from '../moderation/review-policy.ts'
import { rescan } from '../review/rescan.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { listSites } from '../storage/sites.ts'

/** Every ten minutes it is looked whether lists or models are others than before; mostly they are not. */
export const RESCANS = '*/10 * * * * rescan ?jobKey=rescan&max=2'

interface Parts {
  readonly db: Db
  readonly log: Logger
  /** With the lists and the model that are in force on a site now. */
  readonly screenerOf: (siteId: string) => Screener
  /** Aborted when the service stops; the next run goes on from there. */
  readonly stop: AbortSignal
}

/** The task that screens recent comments again on each site whose lists or model have changed. */
export function rescanTask({ db, log, screenerOf, stop }: Parts): TaskList {
  return {
    rescan: async () => {
      for (const { id: siteId } of await listSites(db)) {
        if (stop.aborted) return
        const since = new Date(Date.now() - REVIEW_POLICY.rescanDays * 86_400_000)
        const rescanned = await rescan(db, { siteId, screener: screenerOf(siteId), since, stop })
        log.debug({ siteId, ...rescanned }, 'comments were screened again')
      }
    },
  }
}
