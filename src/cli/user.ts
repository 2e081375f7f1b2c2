import { z } from 'zod'
import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { findModeratorByUsername } from '../storage/moderators.ts'
import { setOneTimePassword } from '../storage/one-time-passwords.ts'
import { addModerator, createOneTimePassword } from './moderator-account.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

const OPTIONS = { role: { type: 'string' }, name: { type: 'string' }, site: { type: 'string' } } as const

const Username = z.string().regex(/^[\p{L}\p{N}._@-]{1,64}$/u)
const Role = z.enum(['moderator', 'lead', 'admin', 'auditor'])

/** `user add NAME` and `user reset-password NAME`: both print a one-time password. */
export async function user(args: readonly string[]): Promise<undefined> {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 2 })
  const [verb, username] = positionals
  if (verb !== 'add' && verb !== 'reset-password') {
    throw new CommandError('Write "user add NAME" or "user reset-password NAME".')
  }
  if (!Username.safeParse(username).success) {
    throw new CommandError('A username is 1 to 64 letters, digits or . _ @ - without spaces.')
  }
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const site = await pickSite(db, values.site)
    const named = { siteId: site.id, username: username ?? '' }
    const password = await (verb === 'add' ? add(db, { ...named, ...values }) : reset(db, named))
    process.stdout.write(`${site.id}: ${named.username}\none-time password: ${password}\n`)
  } finally {
    await close()
  }
  return undefined
}

interface Named {
  readonly siteId: string
  readonly username: string
}

async function add(db: Db, named: Named & { role?: string; name?: string }): Promise<string> {
  const role = Role.safeParse(named.role ?? 'moderator')
  if (!role.success) throw new CommandError(`--role must be one of ${Role.options.join(', ')}, not "${named.role}".`)
  const account = { ...named, displayName: named.name ?? named.username, role: role.data }
  const credentials = await addModerator(db, account)
  if (credentials) return credentials.oneTimePassword
  throw new CommandError(
    `The site ${named.siteId} has a user "${named.username}" already. ` +
      `A new password: node dist/main.js user reset-password ${named.username}`,
  )
}

async function reset(db: Db, { siteId, username }: Named): Promise<string> {
  const moderator = await findModeratorByUsername(db, siteId, username)
  if (!moderator) throw new CommandError(`The site ${siteId} has no user "${username}".`)
  const { password, passwordHash } = await createOneTimePassword()
  await db.transaction().execute((trx) => setOneTimePassword(trx, { siteId, moderatorId: moderator.id, passwordHash }))
  return password
}
