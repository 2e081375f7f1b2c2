import type { pino } from 'pino'
import { PACKAGE } from '../config.ts'
import type { SiteScreeners } from '../http/site-screeners.ts'
import { COUNTING_STATISTICS, statisticsTask } from '../jobs/count-statistics.ts'
import { FILLING_SEARCH, searchTask } from '../jobs/fill-search.ts'
import { RESCANS, rescanTask } from '../jobs/rescan.ts'
import { runJobs } from '../jobs/run-jobs.ts'
import { NIGHTLY_TRAINING, trainingTask } from '../jobs/train-nightly.ts'
import type { Db } from '../storage/database.ts'
import { followModels } from './follow-models.ts'
import { startHousekeeping } from './housekeeping.ts'

interface Background {
  readonly db: Db
  readonly connectionString: string
  readonly log: pino.Logger
  readonly screeners: SiteScreeners
}

/** Starts what the service does beside answering. Returns how to stop it all, which awaits what is under way. */
export async function startBackground({
  db,
  connectionString,
  log,
  screeners,
}: Background): Promise<() => Promise<void>> {
  const stop = new AbortController()
  const tasks = {
    ...trainingTask({ db, log, program: PACKAGE.program, stop: stop.signal }),
    ...rescanTask({ db, log, screenerOf: (siteId) => screeners.of(siteId), stop: stop.signal }),
    ...searchTask({ db, log, stop: stop.signal }),
    ...statisticsTask({ db, log }),
  }
  const crontab = [NIGHTLY_TRAINING, RESCANS, FILLING_SEARCH, COUNTING_STATISTICS].join('\n')
  const stopJobs = await runJobs({ connectionString, log, tasks, crontab })
  const stopFollowing = followModels(screeners, log)
  const stopHousekeeping = startHousekeeping(db, log)
  return async () => {
    stop.abort()
    await Promise.all([stopJobs(), stopFollowing(), stopHousekeeping()])
  }
}
