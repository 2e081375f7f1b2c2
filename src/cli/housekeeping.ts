import type { pino } from 'pino'
import type { Db } from '../storage/database.ts'
import { deleteIdempotencyKeysBefore } from '../storage/idempotency-keys.ts'

const EVERY_MS = 60 * 60 * 1000
const KEPT_MS = 24 * 60 * 60 * 1000

/** Deletes idempotency keys older than a day, at once and every hour. Returns how to stop, which awaits a run under way. */
export function startHousekeeping(db: Db, log: pino.Logger): () => Promise<void> {
  let running = Promise.resolve()
  const run = () => {
    running = deleteIdempotencyKeysBefore(db, new Date(Date.now() - KEPT_MS)).then(
      (count) => log.debug({ count }, 'idempotency keys deleted'),
      (error: unknown) => log.error({ err: error }, 'idempotency keys could not be deleted'),
    )
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}
