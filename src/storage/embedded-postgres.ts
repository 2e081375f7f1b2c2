import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { CommandError } from '../command-error.ts'
import { type FolderHold, holdFolder } from './folder-hold.ts'
import { type Cluster, openCluster } from './postgres-cluster.ts'
import { findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts'

/** A PostgreSQL of our own, held by this process until `stop()`. */
export interface EmbeddedPostgres {
  /** For the service: a role that owns `database` and nothing else. */
  readonly connectionString: string
  /** The superuser, in the database `postgres`. */
  readonly adminConnectionString: string
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Created when absent; one process at a time holds it. */
  readonly folder: string
  readonly database?: string
  /** The server is gone, could not be started again, or was taken by another process: nothing can be stored. */
  readonly onLost?: (reason: Error) => void
}

/** Recovery after a power failure replays the log of writes, which takes minutes at worst. */
const START_SECONDS = 180
const POLL_MS = 20
/** While the sessions of a killed server end, or another process has just started this one. */
const START_AGAIN_MS = 250
const ROLE = 'yueping'

/**
 * Starts the PostgreSQL of the data folder, or adopts one that a killed service left running.
 * Listens on 127.0.0.1 only, on a free port, with generated passwords. A folder in use by a living process, or one
 * that cannot be written, is a `CommandError`. When the server dies it is started again on the same port.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder)
  const database = options.database ?? ROLE
  const cluster = await inWritableFolder(folder, () => openCluster(folder))
  let isStopping = false
  let held = await acquire({ cluster, folder, onLost: recover })
  const { port } = held.postmaster
  await prepareDatabase(held.hold.client, database, cluster.credentials.password)

  function recover(): void {
    if (isStopping) return
    acquire({ cluster, folder, onLost: recover, port }).then(
      (again) => {
        held = again
        if (isStopping) void stopPostmaster(cluster, again.postmaster).then(() => again.hold.release())
      },
      (error: Error) => options.onLost?.(error),
    )
  }

  return {
    connectionString: locate(port, { role: ROLE, password: cluster.credentials.password, database }),
    adminConnectionString: locateAdmin(port, cluster),
    async stop() {
      if (isStopping) return
      isStopping = true
      // Held to the end: whoever starts meanwhile waits for a server that is gone, not for one that is going.
      await stopPostmaster(cluster, held.postmaster)
      await held.hold.release()
    },
  }
}

/** Returns how to reach the PostgreSQL of the data folder if it is running, whoever holds it. */
export async function findEmbeddedPostgres(folder: string, database: string = ROLE): Promise<string | undefined> {
  const cluster = await inWritableFolder(resolve(folder), () => openCluster(resolve(folder)))
  const postmaster = await findPostmaster(cluster)
  if (!postmaster?.isReady) return undefined
  return locate(postmaster.port, { role: ROLE, password: cluster.credentials.password, database })
}

interface Acquisition {
  readonly cluster: Cluster
  readonly folder: string
  readonly onLost: () => void
  readonly port?: number
}

async function acquire(wanted: Acquisition): Promise<{ postmaster: Postmaster; hold: FolderHold }> {
  const { cluster, folder, onLost, port } = wanted
  const deadline = performance.now() + START_SECONDS * 1000
  for (;;) {
    const postmaster = (await findPostmaster(cluster)) ?? (await startPostmaster(cluster, port))
    if (postmaster?.isReady) {
      const hold = await tryToHold(locateAdmin(postmaster.port, cluster), folder, onLost)
      if (hold) return { postmaster, hold }
    }
    if (performance.now() > deadline) {
      throw new CommandError(
        `The embedded PostgreSQL was not ready within ${START_SECONDS} seconds. Its log is ${cluster.log}.`,
      )
    }
    await pause(postmaster ? POLL_MS : START_AGAIN_MS)
  }
}

/** A server that is starting, stopping or just gone is no answer yet; anything else is an error. */
async function tryToHold(connectionString: string, folder: string, onLost: () => void) {
  try {
    return await holdFolder(connectionString, folder, onLost)
  } catch (error) {
    if (error instanceof CommandError) throw error
    const code = error instanceof pg.DatabaseError ? error.code : undefined
    if (code === undefined || code.startsWith('57P') || code === '53300') return undefined
    throw error
  }
}

async function prepareDatabase(admin: pg.Client, database: string, password: string): Promise<void> {
  const roles = await admin.query('select 1 from pg_roles where rolname = $1', [ROLE])
  if (roles.rowCount === 0) await admin.query(`create role ${ROLE} login password ${admin.escapeLiteral(password)}`)
  const databases = await admin.query('select 1 from pg_database where datname = $1', [database])
  if (databases.rowCount === 0) {
    await admin.query(`create database ${admin.escapeIdentifier(database)} owner ${ROLE}`)
  }
}

function locateAdmin(port: number, cluster: Cluster): string {
  return locate(port, { role: 'postgres', password: cluster.credentials.adminPassword, database: 'postgres' })
}

function locate(port: number, to: { role: string; password: string; database: string }): string {
  // Said outright, because PGSSLMODE in the environment would otherwise decide.
  return `postgres://${to.role}:${to.password}@127.0.0.1:${port}/${encodeURIComponent(to.database)}?sslmode=disable`
}

async function inWritableFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!FOLDER_ERRORS.has(code)) throw error
    throw new CommandError(
      `The data folder ${folder} cannot be written (${code}). ` +
        'Give it to the user who starts Yueping, or set YUEPING_DATA to a folder that can be written.',
    )
  }
}

const FOLDER_ERRORS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EDQUOT', 'ENAMETOOLONG'])
