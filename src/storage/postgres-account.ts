import { execFile, type SpawnOptions } from 'node:child_process'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { CommandError } from '../command-error.ts'

/** The operating-system account that runs PostgreSQL; `undefined` is our own. PostgreSQL refuses root. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

/** A command line with its spawn options, ready for `node:child_process`. */
export interface Launch {
  readonly file: string
  readonly args: readonly string[]
  readonly options: SpawnOptions
}

const run = promisify(execFile)

/** Nothing of the caller's environment: a stray PGPORT or PGOPTIONS would reconfigure the server. */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const USER = 'postgres'

/**
 * Returns the account that owns `owned` if that exists, else the user `postgres`, created when absent.
 * For anyone but root it is `undefined`: PostgreSQL then runs as the caller.
 */
export async function findAccount(owned: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(owned, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const account = (await lookUp()) ?? (await create())
  if (account) return account
  throw new CommandError(
    'PostgreSQL refuses to run as root, and no user "postgres" could be created for it. ' +
      'Start Yueping as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

interface Program {
  readonly file: string
  readonly args: readonly string[]
  /** Where it works. */
  readonly folder: string
}

/** Runs a program as `account`, which need not be able to enter the folders above its file and its folder. */
export function launchAs(account: Account, { file, args, folder }: Program): Launch {
  const options: SpawnOptions = { cwd: '/', env: ENVIRONMENT }
  if (!account) return { file, args, options }
  if (canEnter(account, file) && canEnter(account, folder)) return { file, args, options: { ...options, ...account } }
  const capability = findReadCapability()
  if (!capability) {
    throw new CommandError(
      `PostgreSQL does not run as root, and the user it runs as cannot enter ${canEnter(account, file) ? folder : file}. ` +
        'Start Yueping as an ordinary user, move it to a folder that everyone may enter, or set DATABASE_URL.',
    )
  }
  // Without no_setuid_fixup access(2), which PostgreSQL asks before it opens anything, ignores the capability.
  const identity = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
  ]
  const privileges = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
  return { file: 'setpriv', args: [...identity, ...privileges, '--', file, ...args], options }
}

async function lookUp(): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function create(): Promise<Account> {
  const shadow = run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER])
  // Alpine has only BusyBox's adduser.
  await shadow.catch(() => run('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', USER])).catch(() => undefined)
  return lookUp()
}

function canEnter({ uid, gid }: NonNullable<Account>, path: string): boolean {
  let folder = dirname(realpathSync(path))
  for (;;) {
    const { mode, uid: owner, gid: group } = statSync(folder)
    const execute = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if (!(mode & execute)) return false
    if (folder === dirname(folder)) return true
    folder = dirname(folder)
  }
}

/** The weakest capability we hold that lets a process walk through closed folders; containers often lack the first. */
function findReadCapability(): 'dac_read_search' | 'dac_override' | undefined {
  if (process.platform !== 'linux') return undefined
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  const bits = BigInt(`0x${effective ?? '0'}`)
  if (bits & 4n) return 'dac_read_search'
  return bits & 2n ? 'dac_override' : undefined
}
