import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import type { ReadyPage } from '../../src/http/reader/ready-page.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { createService, ORIGIN } from './service.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const LONG_MS = 60_000
const MEGABYTE = 2 ** 20

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
afterAll(() => database.drop())

/** Remembers which pages it gave, without holding them. */
class Watched extends KeptPages {
  readonly given: WeakRef<ReadyPage>[] = []

  override async get(...asked: Parameters<KeptPages['get']>): Promise<ReadyPage> {
    const page = await super.get(...asked)
    this.given.push(new WeakRef(page))
    return page
  }
}

test.each(['identity', 'gzip'])('a page that was let go of is held by no answer: %s', async (encoding) => {
  // There is room for one.
  const pages = new Watched(database.db, { freshMs: LONG_MS, mostBytes: 2_000 })
  const service = createService(database.db, { pages })
  const headers = { Origin: ORIGIN, 'Accept-Encoding': encoding }
  for (const article of [uuidv7(), uuidv7()]) {
    expect((await service.request(`/v1/articles/${article}/comments`, { headers })).status).toBe(200)
  }
  expect(pages.given).toHaveLength(2)
  await vi.waitFor(() => {
    collectGarbage()
    expect(pages.given.map((page) => page.deref() !== undefined)).toEqual([false, true])
  })
})

test('nothing is kept of pages that could not be read, and of those that were only looked for', async () => {
  const pages = new KeptPages(database.db, { freshMs: LONG_MS })
  await pages.check()
  const before = heapAfterCollecting()
  for (let asked = 0; asked < 10_000; asked += 1) {
    expect(pages.find(longName(), 'first', new Date())).toBeUndefined()
    await pages.get(longName(), 'first', () => Promise.reject(new Error('away')), new Date()).catch(() => undefined)
  }
  const grown = heapAfterCollecting() - before
  // Asked last, so that it was not collected itself.
  expect(pages.isFresh()).toBe(true)
  expect(grown).toBeLessThan(5 * MEGABYTE)
})

const longName = () => ({ siteId: SITE, articleId: randomBytes(1_000).toString('hex') })

function heapAfterCollecting(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
