import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createDatabase } from '../../src/storage/database.ts'
import { deleteProfile } from '../../src/storage/delete-profile.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { newName, TestReader } from './reader.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let me: TestReader
let other: TestReader

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
  me = new TestReader(service, newName('我'))
  other = new TestReader(service, newName('別人'))
})
afterAll(() => database.drop())

const writerOf = (id: string) =>
  database.db.selectFrom('comment').select('reader_id').where('id', '=', id).executeTakeFirstOrThrow()

/** Deletes a profile, and does not commit before the request that is made meanwhile waits for it. */
async function deleteDuring(readerId: string, request: () => Promise<Response>): Promise<Response> {
  const { identity } = await database.db
    .selectFrom('reader')
    .select('identity')
    .where('id', '=', readerId)
    .executeTakeFirstOrThrow()
  const wanted = { siteId: SITE, identity, anonymous: Buffer.from(uuidv7()), at: service.clock.now() }
  let answer: Promise<Response> | undefined
  await database.db.transaction().execute(async (trx) => {
    expect(await deleteProfile(trx, wanted)).toMatchObject({ outcome: 'deleted' })
    answer = request()
    await expect.poll(countWaiting, { timeout: 10_000 }).toBe(1)
  })
  return answer!
}

async function countWaiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db)
  return rows[0]!.count
}

const REQUESTS = {
  like: (theirs: string) => me.like(theirs),
  report: (theirs: string) =>
    me.send(`/v1/comments/${theirs}/reports`, { method: 'POST', body: { category: 'abuse' } }),
  protection: () => me.send('/v1/me/protection', { method: 'PUT', body: { isOn: true } }),
  block: async (theirs: string) => {
    const { reader_id: key } = await writerOf(theirs)
    return me.send(`/v1/me/blocks/${key}`, { method: 'PUT' })
  },
  post: () => me.post({ text: '還有一句。' }),
  edit: (_: string, mine: string) => me.edit(mine, '改成這樣。'),
  appeal: (_: string, __: string, refused: string) =>
    me.send(`/v1/comments/${refused}/appeals`, { method: 'POST', body: { reason: '請再看一次' } }),
}

test.each(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])(
  'a %s that waits for the deletion of its reader leaves nothing under the deleted profile',
  async (name) => {
    const theirs = await other.say()
    const mine = await me.say()
    const refused = await me.say({ text: TEXTS.block })
    const { reader_id: readerId } = await writerOf(mine.id)
    const { status } = await deleteDuring(readerId, () => REQUESTS[name](theirs.id, mine.id, refused.id))
    expect([200, 201, 204, 404, 409]).toContain(status)
    const of = async (table: 'comment_like' | 'report' | 'reader_block' | 'idempotency_key') =>
      (await database.db.selectFrom(table).select('site_id').where('reader_id', '=', readerId).execute()).length
    for (const table of ['comment_like', 'report', 'reader_block', 'idempotency_key'] as const)
      expect([table, await of(table)]).toEqual([table, 0])
    const comments = database.db.selectFrom('comment').where('reader_id', '=', readerId)
    expect(await comments.select(['text', 'status']).where('text', '<>', '').execute()).toEqual([])
    const appeals = database.db.selectFrom('appeal').where('comment_id', 'in', comments.select('id'))
    expect(await appeals.select('id').execute()).toEqual([])
    const row = database.db.selectFrom('reader').where('id', '=', readerId).select('protected_at')
    expect(await row.executeTakeFirst()).toEqual({ protected_at: null })
  },
)

test('whoever is being deleted is not blocked any more', async () => {
  const theirs = await other.say()
  const { reader_id: key } = await writerOf(theirs.id)
  const { status } = await deleteDuring(key, () => me.send(`/v1/me/blocks/${key}`, { method: 'PUT' }))
  expect(status).toBe(404)
  expect(
    await database.db.selectFrom('reader_block').select('site_id').where('blocked_id', '=', key).execute(),
  ).toEqual([])
})

test('a deletion that waits for who writes to many comments keeps no connection from others', async () => {
  await me.say()
  const db = createDatabase(database.connectionString, 1)
  const { request } = createService(db, { now: service.clock.now, secretKey: Buffer.alloc(32, 7) })
  const narrow = { ...service, request }
  const reader = new TestReader(narrow, newName('我'))
  const { id } = await reader.say()
  let answer: Promise<Response> | undefined
  await database.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`yueping_bulk ${SITE}`}, 0))`.execute(trx)
    answer = reader.send('/v1/me', { method: 'DELETE' })
    for (let time = 0; time < 3; time += 1) expect((await reader.send('/v1/me')).status).toBe(200)
    expect(await database.db.selectFrom('comment').select('status').where('id', '=', id).execute()).toEqual([
      { status: 'published' },
    ])
  })
  expect((await answer!).status).toBe(204)
  expect(await database.db.selectFrom('comment').select('status').where('id', '=', id).execute()).toEqual([
    { status: 'withdrawn' },
  ])
  await db.destroy()
})

test('a deletion that is given up takes none of the few that a reader may ask for', async () => {
  const { id } = await me.say()
  let time = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 6_000))
  const remove = () => me.send('/v1/me', { method: 'DELETE' })
  await database.db
    .transaction()
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`yueping_bulk ${SITE}`}, 0))`.execute(trx)
      for (let asked = 0; asked < 4; asked += 1) await refusal(await remove(), 503, 'service_unavailable')
    })
    .finally(() => clock.mockRestore())
  expect((await remove()).status).toBe(204)
  expect(await database.db.selectFrom('comment').select('status').where('id', '=', id).execute()).toEqual([
    { status: 'withdrawn' },
  ])
})
