import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import { createOneTimePassword } from '../http/moderator/one-time-password.ts'
import { isRole, ROLES, type Role } from '../moderation/rights.ts'
import { isUsername } from '../moderation/username.ts'
import {
  type Changing,
  changeRole,
  disableModerator,
  enableModerator,
  type PersonChanged,
  resetSecondFactor,
  signOutModerator,
} from '../storage/change-people.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { findModeratorByUsername } from '../storage/moderators.ts'
import { setOneTimePassword } from '../storage/one-time-passwords.ts'
import { addModerator } from './moderator-account.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

const OPTIONS = { role: { type: 'string' }, name: { type: 'string' }, site: { type: 'string' } } as const

interface Wanted {
  readonly siteId: string
  readonly username: string
  readonly role: Role
  readonly displayName: string
}

type Verb = (db: Db, wanted: Wanted) => Promise<string>

/** Each answers with what is printed below the account's name. */
const VERBS = new Map<string, Verb>([
  ['add', add],
  ['reset-password', resetPassword],
  ['disable', changing(disableModerator, 'disabled: signed out, and no way in', 'is disabled already')],
  ['enable', changing(enableModerator, 'enabled: the old password works again', 'is not disabled')],
  ['role', (db, wanted) => changing(inRole(wanted.role), `role: ${wanted.role}`, 'has that role already')(db, wanted)],
  ['sign-out', changing(signOutModerator, 'signed out everywhere', '')],
  ['reset-totp', changing(resetSecondFactor, 'second factor taken away: the password alone is enough', 'has none')],
])

/** `user VERB NAME`: accounts of a site, also while the service runs. */
export async function user(args: readonly string[]): Promise<undefined> {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 2 })
  const [name = '', username = ''] = positionals
  const verb = VERBS.get(name)
  if (!verb) throw new CommandError(`Write "user VERB NAME" with one of ${[...VERBS.keys()].join(', ')}.`)
  if (!isUsername(username)) {
    throw new CommandError('A username is 1 to 64 letters, digits or . _ @ - without spaces.')
  }
  if (name === 'role' && values.role === undefined)
    throw new CommandError(`Say which with --role: ${ROLES.join(', ')}.`)
  const role = values.role ?? 'moderator'
  if (!isRole(role)) throw new CommandError(`--role must be one of ${ROLES.join(', ')}, not "${role}".`)
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const site = await pickSite(db, values.site)
    const said = await verb(db, { siteId: site.id, username, role, displayName: values.name ?? username })
    process.stdout.write(`${site.id}: ${username}\n${said}\n`)
  } finally {
    await close()
  }
  return undefined
}

async function add(db: Db, wanted: Wanted): Promise<string> {
  const credentials = await addModerator(db, wanted)
  if (credentials) return `one-time password: ${credentials.oneTimePassword}`
  throw new CommandError(
    `The site ${wanted.siteId} has a user "${wanted.username}" already. ` +
      `A new password: node dist/main.js user reset-password ${wanted.username}`,
  )
}

async function resetPassword(db: Db, wanted: Wanted): Promise<string> {
  const account = await findAccount(db, wanted)
  const { password, passwordHash } = await createOneTimePassword()
  await db.transaction().execute((trx) => setOneTimePassword(trx, { ...account, passwordHash }))
  return `one-time password: ${password}`
}

type Change = (db: Db, changing: Changing) => Promise<PersonChanged>

function changing(change: Change, done: string, already: string): Verb {
  return async (db, wanted) => {
    const { outcome } = await change(db, await findAccount(db, wanted))
    if (outcome === 'changed') return done
    if (outcome === 'unchanged') throw new CommandError(`"${wanted.username}" ${already}. Nothing was changed.`)
    throw new CommandError(
      `"${wanted.username}" is the last admin of the site ${wanted.siteId} who can sign in. Add another first: ` +
        'node dist/main.js user add NAME --role admin',
    )
  }
}

function inRole(role: Role): Change {
  return (db, changed) => changeRole(db, changed, role)
}

async function findAccount(db: Db, { siteId, username }: Wanted): Promise<Changing> {
  const moderator = await findModeratorByUsername(db, siteId, username)
  if (!moderator) throw new CommandError(`The site ${siteId} has no user "${username}".`)
  return { siteId, moderatorId: moderator.id, by: { actor: 'command_line' } }
}
