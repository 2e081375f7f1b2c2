import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDatabaseOutage } from '../../src/http/database-outage.ts'
import type { NewComment } from '../../src/storage/new-comment.ts'
import { NoAnswerError, Recorder } from '../../src/storage/recorder.ts'
import { createFactory, newComment, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  readerId = (await factory.reader.insert()).id
})

afterAll(() => database.drop())

/** Hands them in at once, so that all but the first share a statement. */
function recordAtOnce(comments: readonly NewComment[]) {
  const recorder = new Recorder(database.db)
  return Promise.allSettled(comments.map((comment) => recorder.record(comment)))
}

function several(count: number, wanted: Partial<NewComment> = {}): NewComment[] {
  return Array.from({ length: count }, () => newComment({ readerId, ...wanted }))
}

async function transactionsOf(comments: readonly NewComment[]): Promise<string[]> {
  const ids = comments.map(({ commentId }) => commentId)
  const { rows } = await sql<{ xmin: string }>`select xmin::text from comment where id = any(${ids}::uuid[])`.execute(
    database.db,
  )
  return rows.map(({ xmin }) => xmin)
}

const outcomeOf = (settled: PromiseSettledResult<{ outcome: string }>) =>
  settled.status === 'fulfilled' ? settled.value.outcome : 'failed'

describe('comments that come in at once', () => {
  test('share statements, and each is answered with its own row', async () => {
    const comments = several(20).map((comment, at) => ({ ...comment, text: `第${at}條` }))
    const recorded = await recordAtOnce(comments)
    expect(recorded).toMatchObject(
      comments.map(({ commentId, text }) => ({ value: { outcome: 'recorded', comment: { id: commentId, text } } })),
    )
    const transactions = await transactionsOf(comments)
    expect(transactions).toHaveLength(20)
    expect(new Set(transactions).size).toBe(2)
  })

  test('fail alone where one cannot be stored', async () => {
    const comments = several(6)
    comments[4] = newComment({ readerId, text: 'a\u0000b' })
    expect((await recordAtOnce(comments)).map(outcomeOf)).toEqual([
      'recorded',
      'recorded',
      'recorded',
      'recorded',
      'failed',
      'recorded',
    ])
    expect(await transactionsOf(comments)).toHaveLength(5)
  })

  test('fail alone where nothing can be made of one to store', async () => {
    const comments = several(4)
    comments[3] = newComment({ readerId, at: new Date(Number.NaN) })
    expect((await recordAtOnce(comments)).map(outcomeOf)).toEqual(['recorded', 'recorded', 'recorded', 'failed'])
  })

  test('are recorded though another of them is kept from it', async () => {
    const gone = await createFactory(database.db).reader.insert()
    await database.db.updateTable('reader').set({ deleted_at: new Date() }).where('id', '=', gone.id).execute()
    const comments = several(5)
    comments[3] = newComment({ readerId: gone.id })
    expect((await recordAtOnce(comments)).map(outcomeOf)).toEqual([
      'recorded',
      'recorded',
      'recorded',
      'reader_gone',
      'recorded',
    ])
  })

  test('do not wait with one whose profile is being deleted', async () => {
    const { db } = database
    const leaving = await createFactory(db).reader.insert()
    const recorder = new Recorder(db)
    const comments = several(5)
    comments[3] = newComment({ readerId: leaving.id })
    const settled = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('reader').select('id').where('id', '=', leaving.id).forUpdate().execute()
      const recording = comments.map((comment) => recorder.record(comment))
      const others = await Promise.all(recording.filter((_, at) => at !== 3))
      expect(others.map(({ outcome }) => outcome)).toEqual(Array(4).fill('recorded'))
      expect(await recorder.record(newComment({ readerId }))).toMatchObject({ outcome: 'recorded' })
      await trx.updateTable('reader').set({ deleted_at: new Date() }).where('id', '=', leaving.id).execute()
      return recording
    })
    expect(await settled[3]).toEqual({ outcome: 'reader_gone' })
  })

  test('do not wait with one that waits for somebody else', async () => {
    const { db } = database
    const thread = await createFactory(db).comment.insert({ screening: screened('pass') })
    const recorder = new Recorder(db)
    const comments = several(5)
    const reply = { threadId: thread.id, replyTo: thread.id }
    comments[3] = newComment({ readerId, reply, screening: screened('pass') })
    const [settled, during] = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('listing').select('likes').where('comment_id', '=', thread.id).forUpdate().execute()
      const recording = comments.map((comment) => recorder.record(comment))
      await Promise.all(recording.filter((_, at) => at !== 3))
      const next = await recorder.record(newComment({ readerId }))
      const { rows } = await sql`select from comment where id = ${comments[3]?.commentId}`.execute(db)
      return [recording, { next, replies: rows.length }] as const
    })
    expect(during).toMatchObject({ next: { outcome: 'recorded' }, replies: 0 })
    expect((await Promise.all(settled)).map(({ outcome }) => outcome)).toEqual(Array(5).fill('recorded'))
  })

  test('are one comment under one key, also within one statement', async () => {
    const requestHash = Buffer.from('asked')
    const comments = several(6).map((comment) => ({
      ...comment,
      idempotency: { key: 'at once', requestHash, answer: { id: comment.commentId } },
    }))
    const outcomes = (await recordAtOnce(comments)).map(outcomeOf)
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(5)
    expect(await transactionsOf(comments)).toHaveLength(1)
  })
})

test('two services that record replies in the same threads do not hinder each other', async () => {
  const { db } = database
  const factory = createFactory(db)
  const readers = await Promise.all([1, 2, 3].map(() => factory.reader.insert()))
  const threads = await Promise.all(['a', 'b', 'c'].map(() => factory.comment.insert({ screening: screened('pass') })))
  const reply = (at: number) => {
    const thread = threads[at % threads.length]!
    return newComment({
      readerId: readers[(at * 7) % readers.length]!.id,
      screening: screened('pass'),
      reply: { threadId: thread.id, replyTo: thread.id },
    })
  }
  const services = [new Recorder(db), new Recorder(db)]
  const recording = Array.from({ length: 120 }, (_, at) =>
    services[at % 2]!.record(reply(at % 2 === 0 ? at : 120 - at)),
  )
  expect((await Promise.allSettled(recording)).map(outcomeOf)).toEqual(Array(120).fill('recorded'))
  const { rows } = await sql<{ replies: number }>`
    select replies from listing where comment_id = any(${threads.map(({ id }) => id)}::uuid[])`.execute(db)
  expect(rows.map(({ replies }) => replies)).toEqual([40, 40, 40])
})

test('where the database does not answer, that is said in time, and no more wait than can be answered', async () => {
  const busy = await createTestDatabase(1)
  const factory = createFactory(busy.db)
  await factory.site.insert()
  await factory.article.insert()
  const { id } = await factory.reader.insert()
  const recorder = new Recorder(busy.db, { together: 2, waiting: 3, answer: 300 })
  const asleep = sql`select pg_sleep(2)`.execute(busy.db)
  const recording = Array.from({ length: 5 }, () => recorder.record(newComment({ readerId: id })))
  const settled = await Promise.allSettled(recording)
  expect(settled.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
  const errors = settled.map((one) => (one.status === 'rejected' ? one.reason : undefined))
  for (const error of errors) expect([error, isDatabaseOutage(error)]).toEqual([expect.any(NoAnswerError), true])
  expect(errors.map(({ message }) => message)).toEqual([
    ...Array(4).fill('the database does not answer'),
    'too many comments wait to be recorded',
  ])
  await asleep
  expect(await recorder.record(newComment({ readerId: id }))).toMatchObject({ outcome: 'recorded' })
  await busy.drop()
}, 30_000)

test('where the connection breaks all that shared it fail, and none is written', async () => {
  const { db } = database
  const comments = several(6)
  const settled = await db.transaction().execute(async (trx) => {
    await sql`lock table comment in share mode`.execute(trx)
    const recording = recordAtOnce(comments)
    const breaking = sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%with asked as%'`
    let isOver = false
    void recording.then(() => {
      isOver = true
    })
    // The first statement holds one comment, the second all that waited for it.
    await expect
      .poll(async () => {
        await breaking.execute(db)
        return isOver
      })
      .toBe(true)
    return recording
  })
  expect(settled.map(outcomeOf)).toEqual(Array(6).fill('failed'))
  expect(await transactionsOf(comments)).toEqual([])
})

test('a comment that is sent alone waits for nobody', async () => {
  const [recorded] = await recordAtOnce([newComment({ readerId, commentId: uuidv7() })])
  expect(recorded).toMatchObject({ value: { outcome: 'recorded' } })
})
