import { spawn } from 'node:child_process'
import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandError } from '../command-error.ts'
import { launchAs } from './postgres-account.ts'
import type { Cluster } from './postgres-cluster.ts'

/** The server process of a cluster, as its own lock file describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

const POLL_MS = 15
const PORT_ATTEMPTS = 3
const STOP_SECONDS = 20
const LOG_MAX_BYTES = 10 * 1024 * 1024

/** Returns the server that is alive in the cluster's folder; a lock file left behind by a crash gives `undefined`. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const lines = (await readFile(lockFile(cluster), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!(pid > 0 && port > 0) || !serves(pid, cluster)) return undefined
  return { pid, port, isReady: lines[7]?.trim() === 'ready' }
}

/**
 * Starts the server on `port`, or on any free one, and returns once it is starting up.
 * It lives in a session of its own, so neither Ctrl-C in our terminal nor our death stops it mid-write.
 * Returns `undefined` when another process starts the same cluster first, and while sessions of a killed server are still
 * on their way out: those in the middle of a statement notice last, and no second server may write beside them.
 */
export async function startPostmaster(cluster: Cluster, port?: number): Promise<Postmaster | undefined> {
  await removeStaleLock(cluster)
  for (let attempt = 1; ; attempt += 1) {
    const started = await launchPostmaster(cluster, port ?? (await findFreePort()))
    if (started || (await findPostmaster(cluster))) return started
    const complaint = await readLastComplaint(cluster)
    const isPortTaken = /Address already in use|could not create any TCP/.test(complaint)
    if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(complaint)) return undefined
    if (isPortTaken && !port && attempt < PORT_ATTEMPTS) continue
    throw new CommandError(
      `The embedded PostgreSQL did not start: ${complaint} The whole log is in ${cluster.log}. ` +
        'Remove the cause, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
}

/** Stops the server: sessions are ended, everything acknowledged is on disk, and the process is gone on return. */
export async function stopPostmaster(cluster: Cluster, { pid }: Postmaster): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown; SIGQUIT its immediate one, which the next start recovers from.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!serves(pid, cluster)) return
    process.kill(pid, signal)
    const deadline = performance.now() + STOP_SECONDS * 1000
    while (serves(pid, cluster) && performance.now() < deadline) await pause(POLL_MS)
  }
}

async function launchPostmaster(cluster: Cluster, port: number): Promise<Postmaster | undefined> {
  // In the first minute of a site nothing is known of its tables, and a reader is looked for among all of them.
  const upkeep = ['autovacuum_naptime=10s', 'log_checkpoints=off']
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...upkeep]
  const args = ['-D', cluster.folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const launch = launchAs(cluster.account, { file: cluster.binaries.postgres, args, folder: cluster.folder })
  const log = await openLog(cluster.log)
  const child = spawn(launch.file, launch.args, {
    ...launch.options,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  let isOver = false
  child.on('error', () => {
    isOver = true
  })
  child.on('exit', () => {
    isOver = true
  })
  child.unref()
  try {
    while (!isOver) {
      const found = await findPostmaster(cluster)
      if (found?.pid === child.pid) return found
      await pause(POLL_MS)
    }
    return undefined
  } finally {
    await log.close()
  }
}

/** The log starts anew when it has grown large: only its end ever explains a failure. */
async function openLog(path: string) {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  return open(path, size > LOG_MAX_BYTES ? 'w' : 'a', 0o600)
}

async function readLastComplaint(cluster: Cluster): Promise<string> {
  const lines = (await readFile(cluster.log, 'utf8')).trim().split('\n').slice(-20)
  const complaint = lines.findLast((line) => /(FATAL|PANIC|ERROR|error|failed):/.test(line)) ?? lines.at(-1) ?? ''
  return complaint.replace(/^.*?(FATAL|PANIC|ERROR): */, '').replace(/\.?$/, '.')
}

function lockFile(cluster: Cluster): string {
  return join(cluster.folder, 'postmaster.pid')
}

/** Process numbers are reused, in containers at once: on Linux a server is known by its working directory. */
function serves(pid: number, cluster: Cluster): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster.folder)
  } catch {
    return false
  }
}

/**
 * PostgreSQL would refuse to start while an unrelated process of the same user has the number in its lock file.
 * Removed only when no process at all works in the folder, so that orphaned back ends still keep a second server out.
 */
async function removeStaleLock(cluster: Cluster): Promise<void> {
  if (process.platform !== 'linux') return
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  if (!pids.some((pid) => serves(Number(pid), cluster))) await rm(lockFile(cluster), { force: true })
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}
