import { pino } from 'pino'
import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import { createSiteScreeners } from '../http/site-screeners.ts'
import { rescan as rescanSite } from '../review/rescan.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import type { Interruption } from './command.ts'
import { loadModel } from './load-model.ts'
import { loadScreener } from './load-screener.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

const OPTIONS = { since: { type: 'string' }, site: { type: 'string' } } as const

/** `rescan --since DATE [--site ID]`: screens a site's comments again, and says how many moderators are asked about. */
export async function rescan(args: readonly string[], watch: () => Interruption): Promise<number> {
  const { values } = parseOptions(args, { options: OPTIONS, positionals: 0 })
  const since = parseDate(values.since)
  const loaded = await loadScreener(PACKAGE.wordlists)
  const screener = loaded.withModel(await loadModel(PACKAGE.model))
  const { stop } = watch()
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const { id: siteId } = await pickSite(db, values.site)
    const screeners = createSiteScreeners({ db, screener, log: pino({ level: 'silent' }) })
    await screeners.refresh()
    const done = await rescanSite(db, { siteId, screener: screeners.of(siteId), since, stop })
    const ended = done.isFinished ? 'finished' : 'stopped; run it again to go on'
    process.stdout.write(
      `${siteId}: ${done.screened} screened by these lists and this model, ${done.graver} graver, ${done.asked} asked of moderators; ${ended}\n`,
    )
    return done.isFinished ? 0 : 1
  } finally {
    await close()
  }
}

function parseDate(written: string | undefined): Date {
  const date = new Date(written ?? '')
  if (Number.isNaN(date.getTime())) {
    throw new CommandError(
      `--since is a date like 2026-01-31, or a time like 2026-01-31T08:00:00Z, not "${written ?? ''}".`,
    )
  }
  return date
}
