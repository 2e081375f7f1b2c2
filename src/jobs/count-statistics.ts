import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Db } from '../storage/database.ts'
import { listSites } from '../storage/sites.ts'
import { countStatistics } from '../storage/statistics/count-statistics.ts'

/** Three minutes past the hour: what began in the last one is committed by then. */
export const COUNTING_STATISTICS = '3 * * * * count-statistics ?jobKey=count-statistics&max=3'

/** The task that counts the hours of every site which are over. */
export function statisticsTask({ db, log }: { readonly db: Db; readonly log: Logger }): TaskList {
  return {
    'count-statistics': async () => {
      for (const { id } of await listSites(db)) {
        const hours = await countStatistics(db, id)
        log.debug({ siteId: id, hours }, 'statistics counted')
      }
    },
  }
}
