import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUnmigratedDatabase } from '../postgres/test-database.ts'
import { createDataFolder, fetchTokens, json, run, startService } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

test('with DATABASE_URL an empty database is migrated and served, and no PostgreSQL is started', async () => {
  const folder = await createDataFolder()
  const { db, connectionString, drop } = await createUnmigratedDatabase()
  onTestFinished(drop)
  const service = await startService({ YUEPING_DATA: folder, DATABASE_URL: connectionString })
  const [token] = await fetchTokens(service.origin, ['冠縣網友'])
  const headers = { origin: service.origin, authorization: `Bearer ${token}` }
  const answer = await fetch(
    `${service.origin}/v1/articles/guanxian/comments`,
    json({ text: '公交開到家門口，真好。' }, headers),
  )
  const comment = (await answer.json()) as { id: string }

  expect(answer.status).toBe(201)
  expect(await db.selectFrom('comment').select(['id', 'status']).execute()).toEqual([
    { id: comment.id, status: 'published' },
  ])
  expect(existsSync(join(folder, 'postgres'))).toBe(false)
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
})

test('two services started at once on an empty database both serve, and only one tells the first password', async () => {
  const { db, connectionString, drop } = await createUnmigratedDatabase()
  onTestFinished(drop)
  const variables = { DATABASE_URL: connectionString, YUEPING_SECRET: 'the same thirty-two bytes for both.' }
  const services = await Promise.all([0, 1].map(() => startService(variables)))

  for (const service of services) expect((await fetch(`${service.origin}/readyz`)).status).toBe(200)
  expect(services.filter((service) => service.firstPassword !== undefined)).toHaveLength(1)
  expect(await db.selectFrom('moderator').select('username').execute()).toEqual([{ username: 'admin' }])
})

test('with the demo off nothing is created, and a site is added by command', async () => {
  const { db, connectionString, drop } = await createUnmigratedDatabase()
  onTestFinished(drop)
  const folder = await createDataFolder()
  const variables = { YUEPING_DATA: folder, DATABASE_URL: connectionString, YUEPING_DEMO: 'off' }
  const service = await startService(variables).catch((error: Error) => error)
  expect(service).not.toBeInstanceOf(Error)
  expect(await db.selectFrom('site').select('id').execute()).toEqual([])

  const add = ['site', 'add', 'news', '--name', '冠縣新聞', '--origin', 'https://news.example']
  const added = await run(add, variables).ended
  expect(added).toMatchObject({ code: 0, err: '' })
  const row = await db.selectFrom('site').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ id: 'news', name: '冠縣新聞', origins: ['https://news.example'] })
  expect(added.out).toContain(row.reader_token_secret)

  const again = await run(add, variables).ended
  expect(again).toMatchObject({ code: 1, err: 'There is a site "news" already.\n' })
})
