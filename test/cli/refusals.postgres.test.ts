import { chmod, mkdir, readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { createEmptyDatabase, dropDatabase, locateDatabase, nameDatabase } from '../postgres/databases.ts'
import { createDataFolder, type Ended, findPostmasterPid, run, startService } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

test('a port that is taken is named before the data folder is touched', async () => {
  const folder = await createDataFolder()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const port = String((other.address() as { port: number }).port)
  const ended = await run(['serve'], { PORT: port, YUEPING_DATA: folder }).ended
  other.close()
  expectSentence(ended, `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or set PORT`)
  expect(await readdir(folder)).toEqual([])
})

test('a data folder in use names the process that uses it, which goes on undisturbed', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const ended = await run(['serve'], { PORT: '0', YUEPING_DATA: folder }).ended
  expectSentence(ended, `${folder} is in use by another Yueping process (process ${service.child.pid})`)
  expect((await fetch(`${service.origin}/readyz`)).status).toBe(200)
})

test('of two first starts at once one serves and the other says why not', async () => {
  const folder = await createDataFolder()
  const starts = [0, 1].map(() => startService({ YUEPING_DATA: folder }).catch((error: Error) => error))
  const results = await Promise.all(starts)
  const refused = results.filter((result) => result instanceof Error)
  expect(refused.map((error) => error.message)).toEqual([
    expect.stringContaining('is in use by another Yueping process'),
  ])
})

test('a data folder that cannot be written is named', async () => {
  const folder = await createDataFolder()
  const blocked = join(folder, 'blocked')
  if (process.getuid?.() === 0) {
    // Root may write anywhere, but not a folder where a file stands.
    const ended = await run(['serve'], { PORT: '0', YUEPING_DATA: '/dev/null/data' }).ended
    expectSentence(ended, 'The data folder /dev/null/data cannot be written (ENOTDIR)')
    return
  }
  await mkdir(blocked)
  await chmod(blocked, 0o500)
  const ended = await run(['serve'], { PORT: '0', YUEPING_DATA: blocked }).ended
  expectSentence(ended, `The data folder ${blocked} cannot be written (EACCES)`)
})

test('an unreachable DATABASE_URL is named without its password', async () => {
  const ended = await serveWith({ DATABASE_URL: 'postgres://reader:hunter2@127.0.0.1:9/news' })
  expectSentence(ended, 'The server of DATABASE_URL (127.0.0.1:9) cannot be reached')
  expect(ended.err).not.toContain('hunter2')
})

test('a server that accepts and never answers is given up on', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const port = (silent.address() as { port: number }).port
  const ended = await serveWith({ DATABASE_URL: `postgres://reader:secret@127.0.0.1:${port}/news` })
  silent.close()
  expectSentence(ended, `The server of DATABASE_URL (127.0.0.1:${port}) cannot be reached`)
})

test('a DATABASE_URL without its database says how to create it', async () => {
  const url = new URL(inject('postgres'))
  url.pathname = `/${nameDatabase('absent')}`
  expectSentence(await serveWith({ DATABASE_URL: url.href }), 'does not exist. Create it with: createdb')
})

test('a wrong password of DATABASE_URL is named', async (context) => {
  const url = new URL(inject('postgres'))
  url.password = 'wrong'
  if (await isLetIn(url)) context.skip('the server of TEST_DATABASE_URL trusts every password')
  expectSentence(await serveWith({ DATABASE_URL: url.href }), `refuses the user "${url.username}"`)
})

async function isLetIn(url: URL): Promise<boolean> {
  const client = new pg.Client({ connectionString: url.href })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

test('a database that is not in UTF-8 says how to create one that is', async () => {
  const name = nameDatabase('ascii')
  await administer(`create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`)
  onTestFinished(() => dropDatabase(inject('postgres'), name))
  const ended = await serveWith({ DATABASE_URL: locateDatabase(inject('postgres'), name) })
  expectSentence(ended, `The database "${name}" of DATABASE_URL is encoded in SQL_ASCII`)
})

test('a user that may not create tables says what to grant', async () => {
  const name = nameDatabase('granted')
  await createEmptyDatabase(inject('postgres'), name)
  await administer(`create role ${name} login password 'secret'`)
  onTestFinished(async () => {
    await dropDatabase(inject('postgres'), name)
    await administer(`drop role ${name}`)
  })
  const database = locateDatabase(inject('postgres'), name)
  await administer('revoke create on schema public from public', database)
  const url = new URL(database)
  url.username = name
  url.password = 'secret'
  const ended = await serveWith({ DATABASE_URL: url.href })
  expectSentence(ended, `grant create on schema public to "${name}"`)
})

test('every malformed variable has its own sentence, and nothing is started', async () => {
  const folder = await createDataFolder()
  const ended = await run(['serve'], { PORT: 'http', YUEPING_DEMO: 'maybe', YUEPING_DATA: folder }).ended
  expectSentence(ended, 'PORT (now "http") must be a whole number from 0 to 65535.')
  expectSentence(ended, 'YUEPING_DEMO (now "maybe") must be on or off.')
  expect(await readdir(folder)).toEqual([])
  expect(await findPostmasterPid(folder)).toBeUndefined()
})

test('serve takes no options: the environment configures it', async () => {
  expectSentence(await run(['serve', '--port', '9999'], {}).ended, "Unknown option '--port'. ")
})

test('an unknown command says where the commands are listed', async () => {
  expectSentence(await run(['moderate'], {}).ended, 'There is no command "moderate".')
})

async function administer(statement: string, connectionString = inject('postgres')): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

async function serveWith(variables: Record<string, string>): Promise<Ended> {
  return run(['serve'], { PORT: '0', YUEPING_DATA: await createDataFolder(), ...variables }).ended
}

function expectSentence({ code, out, err }: Ended, sentence: string): void {
  expect(err).toContain(sentence)
  expect(err).not.toMatch(/^\s+at /m)
  expect(out).toBe('')
  expect(code).toBe(1)
}
