import { CommandError } from '../command-error.ts'
import { Origin, PACKAGE, publicUrlOf, readConfig } from '../config.ts'
import { isKeysUrl } from '../http/reader/key-set.ts'
import { PORTAL_AUDIENCE } from '../http/signed-token.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { ensureSite, findSite, listSites, setReaderKeys } from '../storage/sites.ts'
import { createReaderTokenSecret } from './demo-site.ts'
import { addModerator } from './moderator-account.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { parseContacts, setContacts } from './site-contacts.ts'
import { parseReview, setReview } from './site-review.ts'

const OPTIONS = { name: { type: 'string' }, origin: { type: 'string', multiple: true } } as const
const KEYS_OPTIONS = { jwks: { type: 'string' }, 'no-jwks': { type: 'boolean' } } as const

const USAGE =
  'Write "site list", "site add ID --name NAME --origin https://news.example", "site keys ID --jwks URL", ' +
  '"site contacts ID --phone NUMBER --email ADDRESS --url URL", or "site review ID --second-share SHARE --bulk-alone N".'

/** `site add`, `site keys`, `site contacts`, `site review` and `site list`, as the help writes them. */
export async function site(args: readonly string[]): Promise<undefined> {
  const [verb] = args
  const act = actOf(verb, args)
  const config = readConfig()
  const { db, close } = await openDatabaseBeside(config)
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    process.stdout.write(await act(db, publicUrlOf(config, config.port)))
  } finally {
    await close()
  }
  return undefined
}

type Act = (db: Db, publicUrl: string) => Promise<string>

/** What is to be done, all of it read before the database is opened. */
function actOf(verb: string | undefined, args: readonly string[]): Act {
  if (verb === 'list') return list
  if (verb === 'add') {
    const wanted = parseNewSite(args)
    return (db, publicUrl) => add(db, wanted, publicUrl)
  }
  if (verb === 'contacts') {
    const wanted = parseContacts(args)
    return (db) => setContacts(db, wanted)
  }
  if (verb === 'review') {
    const wanted = parseReview(args)
    return (db) => setReview(db, wanted)
  }
  if (verb !== 'keys') throw new CommandError(USAGE)
  const wanted = parseKeys(args)
  return (db) => setKeys(db, wanted)
}

interface Keys {
  readonly id: string
  readonly address: string | null
}

function parseKeys(args: readonly string[]): Keys {
  const { values, positionals } = parseOptions(args, { options: KEYS_OPTIONS, positionals: 2 })
  const id = positionals[1]
  const { jwks, 'no-jwks': isNone = false } = values
  if (id === undefined || (jwks === undefined) !== isNone) throw new CommandError(USAGE)
  if (jwks !== undefined && !isKeysUrl(jwks)) {
    throw new CommandError(`--jwks is an https address without a user name or password, not "${jwks}".`)
  }
  return { id, address: jwks === undefined ? null : new URL(jwks).href }
}

async function setKeys(db: Db, { id, address }: Keys): Promise<string> {
  if (!(await setReaderKeys(db, id, address))) throw new CommandError(`There is no site "${id}".`)
  return address === null
    ? `${id}: reader tokens are signed with the shared secret only (HS256).\n`
    : `${id}: reader tokens may be signed with the keys at ${address} (ES256), or with the shared secret (HS256).\n`
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
  if (id === PORTAL_AUDIENCE) throw new CommandError(`"${id}" names a portal's own requests. Choose another ID.`)
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
