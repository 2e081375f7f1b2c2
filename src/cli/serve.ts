import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { pino } from 'pino'
import { createApp } from '../app.ts'
import { CommandError } from '../command-error.ts'
import { type Config, PACKAGE, publicUrlOf, readConfig } from '../config.ts'
import { openIpRegions } from '../http/ip-region.ts'
import { LiveFeed } from '../http/moderator/live/feed.ts'
import { createPacing } from '../http/pacing.ts'
import { KeptPages } from '../http/reader/kept-pages.ts'
import { ArticleFeed } from '../http/reader/live/article-feed.ts'
import { secureRandom } from '../http/secure-random.ts'
import { createSiteScreeners } from '../http/site-screeners.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { startBackground } from './background.ts'
import type { Interruption } from './command.ts'
import { type DemoSite, prepareDemoSite } from './demo-site.ts'
import { type Listener, openListener } from './listener.ts'
import { loadModel } from './load-model.ts'
import { loadScreener, type OnSkipped } from './load-screener.ts'
import { createLog } from './log.ts'
import { openDatabase } from './open-database.ts'
import { parseOptions } from './options.ts'
import { readSecret } from './secret.ts'
import { welcome } from './welcome.ts'

/** Runs the service until it is interrupted: requests under way are answered, then everything started is stopped. */
export async function serve(args: readonly string[], watch: () => Interruption): Promise<number> {
  parseOptions(args, { options: {}, positionals: 0 })
  const config = readConfig()
  requireBuild()
  const interruption = watch()
  const log = createLog(config)
  const lost = new AbortController()
  const closers: (() => Promise<void>)[] = []
  try {
    const listener = await openListener(config.host, config.port)
    closers.push(() => listener.drain(interruption.hurry))
    const [database, screening] = await Promise.allSettled([
      openDatabase(config, (reason) => lost.abort(reason)),
      loadWarmScreener(config, log),
    ])
    // Whichever failed, what the other started is stopped.
    if (database.status === 'rejected') throw database.reason
    closers.unshift(database.value.close)
    if (screening.status === 'rejected') throw screening.reason
    const { db, connectionString } = database.value
    await migrateToLatest(db, PACKAGE.migrations)
    closers.push(await startAnswering({ config, listener, db, connectionString, log, screener: screening.value }))
    await untilAborted([interruption.stop, lost.signal])
  } finally {
    // In reverse: first no new request, last the database that the answered ones were stored in.
    for (const close of closers.reverse()) await close()
  }
  if (!lost.signal.aborted) return 0
  log.fatal({ err: lost.signal.reason }, 'the embedded PostgreSQL is lost')
  throw new CommandError('The embedded PostgreSQL is gone and could not be started again. Start Yueping anew.')
}

interface Parts {
  readonly config: Config
  readonly listener: Listener
  readonly db: Db
  readonly connectionString: string
  readonly log: pino.Logger
  readonly screener: Screener
}

async function startAnswering(parts: Parts): Promise<() => Promise<void>> {
  const { config, listener, db, connectionString, log, screener } = parts
  const publicUrl = publicUrlOf(config, listener.port)
  const secretKey = await readSecret(config)
  const demo = config.isDemoOn ? await prepareDemoSite(db, originsOf(publicUrl, listener.port)) : undefined
  const screeners = createSiteScreeners({ db, screener, log })
  await screeners.refresh()
  const live = new LiveFeed({ db, connectionString, log })
  const articleFeed = new ArticleFeed({ db, connectionString, log })
  const app = createApp({
    db,
    live,
    articleFeed,
    pages: new KeptPages(db),
    screener,
    screeners,
    secretKey,
    publicUrl,
    log,
    pacing: createPacing(config.pace),
    ipRegions: openIpRegions(),
    trustedProxies: config.trustedProxies,
    assets: PACKAGE.assets,
    now: () => new Date(),
    random: secureRandom,
    ...(demo && { demo: demo.portal }),
  })
  const stopBackground = await startBackground({ db, connectionString, log, screeners })
  listener.answerWith(app.fetch)
  process.stdout.write(welcome({ config, publicUrl, firstAdmin: demo?.firstAdmin }))
  return async () => {
    // Streams have no end of their own, and what is drained next waits for every answer to end.
    await Promise.all([live.stop(), articleFeed.stop(), stopBackground()])
  }
}

/** The segmenter's dictionary is read while PostgreSQL starts, so that no reader waits for it later. */
async function loadWarmScreener({ isSkippingMalformed }: Config, log: pino.Logger): Promise<Screener> {
  const onSkipped: OnSkipped = (line) => log.error(line, 'a malformed line of the word lists is skipped')
  const loading = loadScreener(PACKAGE.wordlists, isSkippingMalformed ? onSkipped : undefined)
  const screener = await loading.catch((error: Error) => {
    throw new CommandError(`${error.message} Correct the wordlists in ${PACKAGE.wordlists}.`)
  })
  screener.warm()
  return screener.withModel(await loadModel(PACKAGE.model))
}

function originsOf(publicUrl: string, port: number): DemoSite['origins'] {
  return [...new Set([publicUrl, `http://localhost:${port}`, `http://127.0.0.1:${port}`])]
}

function requireBuild(): void {
  const parts = [PACKAGE.migrations, join(PACKAGE.assets, 'widget'), join(PACKAGE.assets, 'console')]
  const missing = parts.find((part) => !existsSync(part))
  if (missing !== undefined)
    throw new CommandError(`The build is incomplete: ${missing} is absent. Run "npm run build".`)
}

async function untilAborted(signals: AbortSignal[]): Promise<void> {
  const any = AbortSignal.any(signals)
  if (any.aborted) return
  await new Promise<void>((resolve) => any.addEventListener('abort', () => resolve(), { once: true }))
}
