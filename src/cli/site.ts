import { CommandError } from '../command-error.ts'
import { Origin, PACKAGE, publicUrlOf, readConfig } from '../config.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { ensureSite, findSite, listSites } from '../storage/sites.ts'
import { createReaderTokenSecret } from './demo-site.ts'
import { addModerator } from './moderator-account.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'

const OPTIONS = { name: { type: 'string' }, origin: { type: 'string', multiple: true } } as const

/** `site add ID --name NAME --origin URL` and `site list`. */
export async function site(args: readonly string[]): Promise<undefined> {
  const [verb] = args
  if (verb !== 'add' && verb !== 'list') {
    throw new CommandError('Write "site list", or "site add ID --name NAME --origin https://news.example".')
  }
  const wanted = verb === 'add' ? parseNewSite(args) : undefined
  const config = readConfig()
  const { db, close } = await openDatabaseBeside(config)
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    process.stdout.write(wanted ? await add(db, wanted, publicUrlOf(config, config.port)) : await list(db))
  } finally {
    await close()
  }
  return undefined
}

interface NewSite {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
}

function parseNewSite(args: readonly string[]): NewSite {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 2 })
  const id = positionals[1] ?? ''
  if (!/^[a-z0-9-]{1,40}$/.test(id)) {
    throw new CommandError(`A site's ID is 1 to 40 of a-z, 0-9 and -, not "${id}".`)
  }
  const origins = values.origin ?? []
  const wrong = origins.find((origin) => !Origin.safeParse(origin).success)
  if (wrong !== undefined || origins.length === 0) {
    throw new CommandError(
      `--origin is the address of the pages that embed the comments, like https://news.example, without a path${wrong === undefined ? '' : `, not "${wrong}"`}.`,
    )
  }
  return { id, name: values.name ?? id, origins: origins.map((origin) => new URL(origin).origin) }
}

async function add(db: Db, wanted: NewSite, publicUrl: string): Promise<string> {
  if (await findSite(db, wanted.id)) throw new CommandError(`There is a site "${wanted.id}" already.`)
  const readerTokenSecret = createReaderTokenSecret()
  await ensureSite(db, { ...wanted, readerTokenSecret })
  const admin = { siteId: wanted.id, username: 'admin', displayName: '管理員', role: 'admin' } as const
  const credentials = await addModerator(db, admin)
  const lines = [
    `site: ${wanted.id}`,
    `origins: ${wanted.origins.join(' ')}`,
    `reader token secret (HS256, shown only now): ${readerTokenSecret}`,
    `console: ${new URL(`/console/?site=${wanted.id}`, publicUrl)}`,
    ...(credentials ? [`admin's one-time password (shown only now): ${credentials.oneTimePassword}`] : []),
  ]
  return `${lines.join('\n')}\n`
}

async function list(db: Db): Promise<string> {
  const sites = await listSites(db)
  if (sites.length === 0) return 'There is no site yet.\n'
  return sites.map((one) => `${one.id}\t${one.name}\t${one.origins.join(' ')}\n`).join('')
}
