import type { pino } from 'pino'
import type { SiteScreeners } from '../http/site-screeners.ts'

// A model that was put into force elsewhere is asked here within this time.
const EVERY_MS = 10_000

/** Asks every ten seconds which models are in force. Returns how to stop, which awaits a question under way. */
export function followModels(screeners: SiteScreeners, log: pino.Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = screeners.refresh().catch((error: unknown) => {
      log.error({ err: error }, 'which models are in force could not be asked; those before stay')
    })
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}
