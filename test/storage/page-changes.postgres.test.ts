import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteOldPageChanges, readPageChanges } from '../../src/storage/page-changes.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert()
})
afterAll(() => database.drop())

async function changed(since: string) {
  const read = await readPageChanges(database.db, since)
  if (read.outcome !== 'read') throw new Error(read.outcome)
  return { snapshot: read.snapshot, articles: read.articles.map(({ articleId }) => articleId) }
}

test('each change is told once, also of a transaction that began before others and ended after them', async () => {
  const { snapshot } = await readPageChanges(database.db, null)
  const slow = await database.db.startTransaction().execute()
  await createFactory(slow).article.insert({ id: 'slow' })
  await createFactory(database.db).article.insert({ id: 'quick' })
  const first = await changed(snapshot)
  expect(first.articles).toEqual(['quick'])
  await slow.commit().execute()
  const second = await changed(first.snapshot)
  expect(second.articles).toEqual(['slow'])
  expect((await changed(second.snapshot)).articles).toEqual([])
})

test('what only moderators see changes no page', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: 'quiet' })
  const { snapshot } = await readPageChanges(database.db, null)
  const held = await factory.comment.insert({ articleId: 'quiet', screening: screened('hold') })
  await database.db.updateTable('comment').set({ queue_at: new Date() }).where('id', '=', held.id).execute()
  await database.db.updateTable('article').set({ title: '改了的標題' }).where('id', '=', 'quiet').execute()
  expect((await changed(snapshot)).articles).toEqual([])
})

test('more than can be told is told as all', async () => {
  const { snapshot } = await readPageChanges(database.db, null)
  await sql`insert into page_change (site_id, article_id)
    select ${SITE}, number::text from generate_series(1, 1001) as number`.execute(database.db)
  expect(await readPageChanges(database.db, snapshot)).toMatchObject({ outcome: 'too_many' })
})

test('is deleted after ten minutes', async () => {
  await database.db.deleteFrom('page_change').execute()
  const old = sql<Date>`clock_timestamp() - interval '11 minutes'`
  const rows = [{ at: old }, { at: sql<Date>`clock_timestamp()` }]
  const values = rows.map(({ at }) => ({ site_id: SITE, article_id: 'aged', at }))
  await database.db.insertInto('page_change').values(values).execute()
  expect(await deleteOldPageChanges(database.db)).toBe(1)
  expect(await database.db.selectFrom('page_change').select('article_id').execute()).toHaveLength(1)
})
