import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'

test('the service gets a role that owns its database and nothing else', async () => {
  const { connectionString } = await start()
  const [row] = await query(
    connectionString,
    `select current_user as role, rolsuper, rolcreatedb, rolcreaterole, current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync, pg_get_userbyid(datdba) as owner
     from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  )
  expect(row).toEqual({
    role: 'yueping',
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    encoding: 'UTF8',
    fsync: 'on',
    owner: 'yueping',
  })
})

test('nobody gets in without the password, or from outside the machine', async () => {
  const { connectionString, adminConnectionString } = await start()
  for (const [url, user] of [
    [connectionString, 'yueping'],
    [adminConnectionString, 'postgres'],
  ] as const) {
    const guess = new URL(url)
    guess.password = 'guess'
    await expect(query(guess.href, 'select 1')).rejects.toThrow(`password authentication failed for user "${user}"`)
  }
  const outside = Object.values(networkInterfaces()).flat()
  for (const { address } of outside.filter((one) => one?.family === 'IPv4' && !one.internal).map((one) => one!)) {
    const url = new URL(connectionString)
    url.hostname = address
    await expect(query(url.href, 'select 1')).rejects.toThrow('ECONNREFUSED')
  }
})

test('the passwords are for their owner alone, and no draft stays beside the cluster', async () => {
  const { folder } = await start()
  expect((await stat(join(folder, 'postgres', 'credentials.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'postgres', 'cluster'))).mode & 0o777).toBe(0o700)
  expect(await readdir(folder)).toEqual(['postgres'])
  expect((await readdir(join(folder, 'postgres'))).sort()).toEqual(['cluster', 'credentials.json', 'server.log'])
})

test('what was stored is there after a stop and a start, and a running server is found by its folder', async () => {
  const first = await start()
  await query(first.connectionString, 'create table kept as select 42 as answer')
  expect(await findEmbeddedPostgres(first.folder)).toBe(first.connectionString)
  await first.stop()
  expect(await findEmbeddedPostgres(first.folder)).toBeUndefined()
  await expect(query(first.connectionString, 'select 1')).rejects.toThrow('ECONNREFUSED')

  const second = await startEmbeddedPostgres({ folder: first.folder })
  expect(await query(second.connectionString, 'select answer from kept').finally(second.stop)).toEqual([{ answer: 42 }])
})

test('a killed server is started again once its last session is gone, however long that takes', async () => {
  const lost = vi.fn()
  const { folder, connectionString } = await start(lost)
  const session = new pg.Client({ connectionString })
  session.on('error', () => {})
  await session.connect()
  const { rows } = await session.query('select pg_backend_pid() as pid')
  const cluster = join(folder, 'postgres', 'cluster')
  const killed = await findServer(cluster)
  process.kill(rows[0].pid, 'SIGSTOP')
  process.kill(killed, 'SIGKILL')

  // Long enough for it to be tried again.
  const log = () => readFile(join(folder, 'postgres', 'server.log'), 'utf8')
  await vi.waitFor(async () => expect(await log()).toContain('pre-existing shared memory block'), { timeout: 20_000 })
  process.kill(rows[0].pid, 'SIGKILL')
  await vi.waitFor(async () => expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]), {
    timeout: 20_000,
  })
  expect(await findServer(cluster)).not.toBe(killed)
  expect(lost).not.toHaveBeenCalled()
}, 60_000)

test('one folder serves one at a time, the loser is told, and the winner is not disturbed', async () => {
  const first = await start()
  await expect(startEmbeddedPostgres({ folder: first.folder })).rejects.toThrow(
    `The data folder ${first.folder} is in use by another Yueping process (process ${process.pid}).`,
  )
  expect(await query(first.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

async function findServer(cluster: string): Promise<number> {
  return Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8'), 10)
}

async function start(onLost = (_reason: Error) => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-embedded-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const started = await startEmbeddedPostgres({ folder, onLost })
  onTestFinished(() => started.stop())
  return { folder, ...started }
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
