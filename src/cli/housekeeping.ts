import type { pino } from 'pino'
import { untilNone } from '../jobs/until-none.ts'
import { foldQueueCounts } from '../review/queue-counts.ts'
import { FLOOD_MINUTES } from '../screening/near-duplicates.ts'
import { deleteTurnsBefore } from '../storage/article-pace.ts'
import { deleteOldChanges } from '../storage/change-feed.ts'
import type { Db } from '../storage/database.ts'
import { deleteIdempotencyKeysBefore } from '../storage/idempotency-keys.ts'
import { deleteOldPlaces } from '../storage/known-places.ts'
import { deleteFingerprintKeysBefore } from '../storage/near-duplicates.ts'
import { deleteOldModels, deleteOldShadowOpinions } from '../storage/old-models.ts'
import { deleteOldPageChanges } from '../storage/page-changes.ts'
import { purgeProfiles } from '../storage/purge-profiles.ts'
import { purgeRestrictedTexts } from '../storage/restricted-texts.ts'
import { deleteExpiredSessions } from '../storage/sessions.ts'
import { deleteOldFailures } from '../storage/sign-in-attempts.ts'
import { deleteExpiredProofs } from '../storage/spent-proofs.ts'

const EVERY_MS = 60 * 60 * 1000
const KEPT_MS = 24 * 60 * 60 * 1000
const FINGERPRINTS_KEPT_MS = 2 * FLOOD_MINUTES * 60 * 1000

/**
 * Deletes idempotency keys older than a day, fingerprints older than two floods, sessions and proofs of work past their
 * end, changes older than an hour and those of pages, what is remembered of signing in and models with their opinions in
 * the shadow after their time, texts that nobody sees after theirs, and folds the counts of the queues, at once and every
 * hour. Returns how to stop, which awaits what is under way and leaves the rest for the next time.
 */
export function startHousekeeping(db: Db, log: pino.Logger): () => Promise<void> {
  const stop = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const run = () => {
    running = Promise.all([
      report(log, 'idempotency keys', deleteIdempotencyKeysBefore(db, new Date(Date.now() - KEPT_MS))),
      report(log, 'keys of fingerprints', deleteFingerprintKeysBefore(db, new Date(Date.now() - FINGERPRINTS_KEPT_MS))),
      report(log, 'expired sessions', deleteExpiredSessions(db)),
      report(log, 'changes that were told', deleteOldChanges(db)),
      report(log, 'changes of pages', deleteOldPageChanges(db)),
      report(log, 'shards of queue counts', foldQueueCounts(db)),
      report(log, 'failures to sign in', deleteOldFailures(db)),
      report(log, 'places of moderators', deleteOldPlaces(db)),
      report(log, 'turns on slow articles', deleteTurnsBefore(db, new Date(Date.now() - KEPT_MS))),
      report(log, 'expired proofs of work', deleteExpiredProofs(db, new Date())),
      report(log, 'files of old models', deleteOldModels(db)),
      report(log, 'opinions of the shadow', deleteOldShadowOpinions(db)),
      report(
        log,
        'texts past their term',
        untilNone(() => purgeRestrictedTexts(db, new Date()), stop.signal),
      ),
      report(
        log,
        'profiles past their term',
        untilNone(() => purgeProfiles(db, new Date()), stop.signal),
      ),
    ])
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  return async () => {
    clearInterval(timer)
    stop.abort()
    await running
  }
}

/** Never rejects: what could not be deleted is tried again in an hour. */
async function report(log: pino.Logger, what: string, deletion: Promise<number>): Promise<void> {
  await deletion.then(
    (count) => log.debug({ count }, `${what} deleted`),
    (error: unknown) => log.error({ err: error }, `${what} could not be deleted`),
  )
}
