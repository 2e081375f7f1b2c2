import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Db } from '../storage/database.ts'
import { fillSearch, fillTitles } from '../storage/search/fill.ts'
import { untilNone } from './until-none.ts'

/** Every minute it looks whether anything is left to do; a million comments take it some ten minutes, once. */
export const FILLING_SEARCH = '* * * * * fill-search ?jobKey=fill-search&max=2'

interface Filling {
  readonly db: Db
  readonly log: Logger
  /** Aborted when the service stops; what is left is for the next time. */
  readonly stop: AbortSignal
}

/** The task that makes comments findable which were written before there was a search. */
export function searchTask({ db, log, stop }: Filling): TaskList {
  return {
    'fill-search': async () => {
      let filled = 0
      for (const fill of [fillTitles, fillSearch]) filled += await untilNone(() => fill(db), stop)
      if (filled > 0) log.info({ filled }, 'old comments and titles can be searched')
    },
  }
}
