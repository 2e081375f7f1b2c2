import { Logger, run, type TaskList } from 'graphile-worker'
import type { Logger as Log } from 'pino'

interface Jobs {
  readonly connectionString: string
  readonly log: Log
  readonly tasks: TaskList
  /** Lines of a crontab, in UTC: when, and the name of a task. */
  readonly crontab: string
}

/** Two, so that a training that takes minutes keeps nothing else waiting. */
const AT_ONCE = 2

/**
 * Runs jobs from the database's queue until it is stopped: what is under way is let end, or is given back. Makes the
 * queue's tables where they are absent. A job that fails is tried again later, and the log says so.
 */
export async function runJobs({ connectionString, log, tasks, crontab }: Jobs): Promise<() => Promise<void>> {
  const runner = await run({
    connectionString,
    taskList: tasks,
    crontab,
    concurrency: AT_ONCE,
    maxPoolSize: AT_ONCE + 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      // What a job says of itself is no news; what goes wrong is.
      if (level === 'error') log.error(message)
      else if (level === 'warning') log.warn(message)
      else log.debug(message)
    }),
  })
  let isStopped = false
  runner.promise.catch((error: unknown) => {
    if (!isStopped) log.error({ err: error }, 'the jobs have stopped')
  })
  return async () => {
    isStopped = true
    await runner.stop()
  }
}
