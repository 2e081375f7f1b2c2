import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import { ReadyPage } from '../../src/http/reader/ready-page.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const LONG_MS = 60_000
const NOW = new Date()
const NEVER = new Date(8.64e15)

let database: TestDatabase
let article: string

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert()
})
beforeEach(() => {
  article = uuidv7()
})
afterAll(() => database.drop())

function pageOf(articleId: string, text = ''): ReadyPage {
  const article = { siteId: SITE, articleId }
  return new ReadyPage({ article, name: 'first', body: { text }, goodUntil: NEVER, readAt: performance.now() })
}

async function ask(pages: KeptPages, articleId: string, read = async () => pageOf(articleId)): Promise<ReadyPage> {
  await pages.check()
  return pages.get({ siteId: SITE, articleId }, 'first', read, NOW)
}

function isKept(pages: KeptPages, page: ReadyPage): boolean {
  return pages.find(page.article, page.name, NOW) === page
}

test('reads once for all who ask at once', async () => {
  const pages = new KeptPages(database.db, { freshMs: LONG_MS })
  const read = vi.fn(async () => pageOf(article))
  const asked = await Promise.all(Array.from({ length: 20 }, () => ask(pages, article, read)))
  expect(new Set(asked).size).toBe(1)
  expect(read).toHaveBeenCalledOnce()
})

test('does not keep what changed while it was read', async () => {
  const pages = new KeptPages(database.db, { freshMs: 0 })
  let finish: (page: ReadyPage) => void = () => undefined
  const reading = new Promise<ReadyPage>((resolve) => {
    finish = resolve
  })
  const before = pageOf(article)
  await pages.check()
  const asked = pages.get({ siteId: SITE, articleId: article }, 'first', () => reading, NOW)
  await createFactory(database.db).article.insert({ id: article })
  const after = await ask(pages, article)
  finish(before)
  expect(await asked).toBe(before)
  expect(await ask(pages, article)).toBe(after)
  expect([isKept(pages, before), isKept(pages, after)]).toEqual([false, true])
})

test('asks again after a page that could not be read', async () => {
  const pages = new KeptPages(database.db, { freshMs: LONG_MS })
  await expect(ask(pages, article, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await ask(pages, article)).article.articleId).toBe(article)
})

test('lets go of what was asked for longest ago where it is full', async () => {
  const pages = new KeptPages(database.db, { freshMs: LONG_MS, mostBytes: 100_000 })
  const kept = await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      ask(pages, `full-${index}`, async () => pageOf(`full-${index}`, 'x'.repeat(10_000))),
    ),
  )
  expect(kept.map((page) => isKept(pages, page))).toEqual([true, true, true, true])
  isKept(pages, kept[0]!)
  await ask(pages, 'full-4', async () => pageOf('full-4', 'x'.repeat(10_000)))
  expect(kept.map((page) => isKept(pages, page))).toEqual([true, false, true, true])
})

test('does not outlive a minute, whatever was told', async () => {
  const pages = new KeptPages(database.db, { freshMs: LONG_MS })
  const kept = await ask(pages, article)
  const later = performance.now() + LONG_MS
  vi.spyOn(performance, 'now').mockReturnValue(later)
  onTestFinished(() => void vi.restoreAllMocks())
  expect(isKept(pages, kept)).toBe(false)
})
