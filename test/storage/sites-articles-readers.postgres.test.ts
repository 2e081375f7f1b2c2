import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureArticle, findArticle } from '../../src/storage/articles.ts'
import { ensureReader, findReader } from '../../src/storage/readers.ts'
import { ensureSite, findSite, listSites } from '../../src/storage/sites.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

const demo = { id: SITE, name: '冠縣新聞', origins: ['https://a.example'], readerTokenSecret: 'a'.repeat(32) }

beforeAll(async () => {
  database = await createTestDatabase(25)
  await ensureSite(database.db, demo)
})

afterAll(() => database.drop())

describe('a site', () => {
  test('takes new origins and keeps its name and its secret', async () => {
    const changed = { ...demo, name: '別名', origins: ['https://b.example', 'https://c.example'] }
    const site = await ensureSite(database.db, { ...changed, readerTokenSecret: 'b'.repeat(32) })
    expect(site).toMatchObject({
      id: SITE,
      name: demo.name,
      origins: changed.origins,
      reader_token_secret: demo.readerTokenSecret,
    })
    expect(await findSite(database.db, SITE)).toEqual(site)
    expect(await listSites(database.db)).toEqual([site])
  })
})

describe('an article', () => {
  test('is made once by twenty first comments at once', async () => {
    const article = { siteId: SITE, id: 'hot', title: '標題', url: null }
    const made = await Promise.all(Array.from({ length: 20 }, () => ensureArticle(database.db, article)))
    expect(new Set(made.map((row) => JSON.stringify(row))).size).toBe(1)
    expect(made[0]).toMatchObject({ id: 'hot', title: '標題', mode: null })
  })

  test('keeps its title when a later page calls it otherwise', async () => {
    await ensureArticle(database.db, { siteId: SITE, id: 'named', title: '原題', url: 'https://a.example/1' })
    await ensureArticle(database.db, { siteId: SITE, id: 'named', title: '改題', url: null })
    expect(await findArticle(database.db, SITE, 'named')).toMatchObject({ title: '原題', url: 'https://a.example/1' })
    expect(await findArticle(database.db, SITE, 'unknown')).toBeUndefined()
  })
})

describe('a reader', () => {
  test('is one row for one identity, also when twenty tabs open at once', async () => {
    const seen = { siteId: SITE, identity: randomBytes(32), displayName: '冠縣網友' }
    const readers = await Promise.all(Array.from({ length: 20 }, () => ensureReader(database.db, seen)))
    expect(new Set(readers.map(({ id }) => id)).size).toBe(1)
  })

  test('takes the name of the last token', async () => {
    const identity = randomBytes(32)
    const before = await ensureReader(database.db, { siteId: SITE, identity, displayName: '舊名' })
    const after = await ensureReader(database.db, { siteId: SITE, identity, displayName: '新名' })
    expect(after).toEqual({ ...before, display_name: '新名' })
    expect(await findReader(database.db, SITE, identity)).toEqual(after)
    expect(await findReader(database.db, SITE, randomBytes(32))).toBeUndefined()
  })
})
