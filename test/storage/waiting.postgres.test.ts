import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { DecisionPace } from '../../src/http/reader/decision-pace.ts'
import { decide } from '../../src/review/decide.ts'
import { deleteIdempotencyKeysBefore, findIdempotencyKey } from '../../src/storage/idempotency-keys.ts'
import {
  AHEAD_LIMIT,
  countHeldBefore,
  countHeldBeforeEach,
  countLately,
  typicalDecisionMinutes,
} from '../../src/storage/waiting.ts'
import { ARTICLE, createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { insertHeld, insertModerators, insertQueue, lease, publish } from '../review/queue.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

afterAll(() => database.drop())

test('countHeldBefore counts the held comments whose turn comes first, and no other', async () => {
  const held = await insertHeld(database.db, 5)
  await createFactory(database.db).comment.insert({ at: new Date(0), screening: screened('pass') })
  expect(await countHeldBefore(database.db, SITE, held[3]!.queue_at!)).toBe(3)
  expect(await countHeldBefore(database.db, SITE, held[0]!.queue_at!)).toBe(0)
  expect(await countHeldBefore(database.db, 'elsewhere', new Date())).toBe(0)
})

test('countHeldBeforeEach says the same of each comment at once', async () => {
  const held = await insertHeld(database.db, 3)
  const ahead = await countHeldBeforeEach(
    database.db,
    SITE,
    held.map(({ id }) => id),
  )
  for (const { id, queue_at } of held) {
    expect(ahead.get(id)).toBe(await countHeldBefore(database.db, SITE, queue_at!))
  }
  expect(ahead.size).toBe(3)
  expect(await countHeldBeforeEach(database.db, SITE, [])).toEqual(new Map())
})

test('the place in the queue is by value, not by age alone', async () => {
  const { db } = database
  const at = new Date('2023-08-22T08:00:00Z')
  const sure = screened('hold', { risk: { ad_spam: 0.99 } })
  const unsure = screened('hold', { risk: { ad_spam: 0.5 } })
  const first = await createFactory(db).comment.insert({ at, screening: sure })
  const second = await createFactory(db).comment.insert({ at: new Date(at.getTime() + 60_000), screening: unsure })
  const ahead = await countHeldBeforeEach(db, SITE, [first.id, second.id])
  expect([ahead.get(first.id), ahead.get(second.id)]).toEqual([1, 0])
  await db.updateTable('comment').set({ status: 'withdrawn' }).where('id', 'in', [first.id, second.id]).execute()
})

test('countLately counts what one article received since then, whatever became of it', async () => {
  const { db } = database
  await createFactory(db).article.insert({ id: 'another' })
  const since = new Date('2023-08-20T00:00:00Z')
  const receive = (hour: number, articleId: string, verdict: 'pass' | 'hold' | 'block') =>
    createFactory(db).comment.insert({
      articleId,
      at: new Date(since.getTime() + hour * 3_600_000),
      screening: screened(verdict),
    })
  const received = [
    await receive(-1, 'another', 'pass'),
    await receive(1, 'another', 'pass'),
    await receive(2, 'another', 'block'),
    await receive(3, 'another', 'hold'),
    await receive(3, ARTICLE, 'pass'),
  ]
  expect(await countLately(db, { siteId: SITE, articleId: 'another', since })).toBe(3)
  expect(await countLately(db, { siteId: 'elsewhere', articleId: 'another', since })).toBe(0)
  await db.updateTable('comment').set({ status: 'withdrawn' }).where('id', '=', received[3]!.id).execute()
})

test('typicalDecisionMinutes says nothing before five decisions, then nine of ten were no slower', async () => {
  const { db } = database
  const [moderatorId] = await insertModerators(db, 1)
  const decideNext = async () => decide(db, publish(await lease(db, moderatorId!)))
  let now = new Date()
  const pace = new DecisionPace(db, () => now)
  for (let index = 0; index < 4; index++) await decideNext()
  expect(await typicalDecisionMinutes(db, SITE)).toBeNull()
  expect(await pace.minutesOf(SITE)).toBeNull()
  await insertHeld(db, 10)
  for (let index = 0; index < 7; index++) await decideNext()

  // Waits of 1, 2, … 11 minutes: the tenth of eleven is the 90th percentile.
  await sql`update decision set decided_at = comment.created_at + rank * interval '1 minute'
    from comment, (select comment_id, row_number() over (order by id) as rank from decision
      where moderator_id is not null) as ranked
    where comment.id = decision.comment_id and ranked.comment_id = decision.comment_id`.execute(db)
  expect(await typicalDecisionMinutes(db, SITE)).toBe(10)

  // For a minute readers are told what was so when it began.
  expect(await pace.minutesOf(SITE)).toBeNull()
  now = new Date(now.getTime() + 60_000)
  expect(await pace.minutesOf(SITE)).toBe(10)
  expect(await pace.minutesOf('elsewhere')).toBeNull()
})

test('deleteIdempotencyKeysBefore forgets old keys and no others', async () => {
  const { db } = database
  const readerId = (await createFactory(db).reader.insert()).id
  const kept = (key: string, at: Date) =>
    createFactory(db).comment.insert({
      readerId,
      at,
      idempotency: { key, requestHash: Buffer.from('hash'), answer: { of: key } },
    })
  await kept('old', new Date('2023-08-22T00:00:00Z'))
  const { id } = await kept('new', new Date('2023-08-23T00:00:00Z'))
  expect(await deleteIdempotencyKeysBefore(db, new Date('2023-08-23T00:00:00Z'))).toBe(1)
  expect(await findIdempotencyKey(db, { siteId: SITE, readerId, key: 'old' })).toBeUndefined()
  expect(await findIdempotencyKey(db, { siteId: SITE, readerId, key: 'new' })).toEqual({
    requestHash: Buffer.from('hash'),
    commentId: id,
    answer: { of: 'new' },
  })
})

test('of more than 1000 that are ahead 1000 are counted', async () => {
  const { db } = database
  const [held] = await insertHeld(db, 1)
  await sql`insert into comment select (jsonb_populate_record(comment, jsonb_build_object('id', gen_random_uuid()))).*
    from comment, generate_series(1, 1001) where id = ${held!.id}`.execute(db)
  const later = new Date(held!.queue_at!.getTime() + 1)
  expect(await countHeldBefore(db, SITE, later)).toBe(AHEAD_LIMIT)
  await sql`update comment set queue_at = ${later} where id = ${held!.id}`.execute(db)
  expect((await countHeldBeforeEach(db, SITE, [held!.id])).get(held!.id)).toBe(AHEAD_LIMIT)
})

test('a comment that waits wakes the consoles, one that is published at once does not', async () => {
  const ear = new pg.Client({ connectionString: database.connectionString })
  await ear.connect()
  onTestFinished(() => ear.end())
  const heard = vi.fn()
  ear.on('notification', heard)
  await ear.query('listen yueping_change')
  const { comment } = createFactory(database.db)
  await comment.insert({ screening: screened('pass') })
  // What was told comes no later than the answer to a question that is asked after it.
  await ear.query('select 1')
  expect(heard).not.toHaveBeenCalled()
  await comment.insert({ screening: screened('hold') })
  await ear.query('select 1')
  expect(heard).toHaveBeenCalledOnce()
})
