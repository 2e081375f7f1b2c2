import { v4 as uuidv4 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { summarize } from '../../src/review/summary.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { insertHeld, insertModerators, insertQueue, lease, publish } from './queue.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

afterAll(() => database.drop())

test('a card has the comment, its article, what the machine said, its author and its log', async () => {
  const factory = createFactory(database.db)
  const readerId = (await factory.reader.insert()).id
  const at = (minute: number) => new Date(Date.UTC(2020, 0, 1, 0, minute))
  for (let minute = 0; minute < 7; minute++) {
    await factory.comment.insert({ readerId, at: at(minute), text: `${minute}`, screening: screened('pass') })
  }
  await factory.comment.insert({ readerId, at: at(8), screening: screened('block') })
  const comment = await factory.comment.insert({ readerId, at: at(9), text: '加微信', displayName: '當時的名字' })
  const [moderatorId] = await insertModerators(database.db, 1)
  const key = await lease(database.db, moderatorId!)
  expect(key.commentId).toBe(comment.id)

  const card = await loadCard(database.db, key)
  expect(card?.comment).toEqual({ id: comment.id, text: '加微信', status: 'held', createdAt: at(9) })
  expect(card?.article).toMatchObject({ title: '公交開到家門口', url: 'https://news.example/1', mode: 'pre' })
  expect(card?.screening).toEqual(screened('hold'))
  expect(card?.author).toMatchObject({
    id: readerId,
    name: '當時的名字',
    counts: { held: 1, published: 7, rejected: 1, removed: 0, withdrawn: 0 },
  })
  expect(card?.author.recent.map(({ text, status }) => [text, status])).toEqual([
    ['更盼著公交也能通到開發區。', 'rejected'],
    ['6', 'published'],
    ['5', 'published'],
    ['4', 'published'],
    ['3', 'published'],
  ])
  expect(card?.events.map(({ type, actor, moderatorName }) => [type, actor.kind, moderatorName])).toEqual([
    ['comment.received', 'reader', null],
    ['comment.screened', 'policy', null],
    ['comment.held', 'policy', null],
    ['lease.claimed', 'moderator', '王編輯'],
  ])
  await decide(database.db, publish(key))
})

test('an article with a mode of its own is shown under it', async () => {
  const { db } = database
  await createFactory(db).article.insert({ id: 'careful', title: null, url: null })
  await db.updateTable('article').set({ mode: 'human' }).where('id', '=', 'careful').execute()
  const comment = await createFactory(db).comment.insert({ articleId: 'careful', screening: screened('pass') })
  const card = await loadCard(db, { siteId: SITE, commentId: comment.id })
  expect(card?.article).toEqual({ id: 'careful', title: null, url: null, mode: 'human' })
})

test('there is no card of a comment that the site does not have', async () => {
  const comment = await createFactory(database.db).comment.insert({ screening: screened('pass') })
  expect(await loadCard(database.db, { siteId: SITE, commentId: uuidv4() })).toBeUndefined()
  expect(await loadCard(database.db, { siteId: 'elsewhere', commentId: comment.id })).toBeUndefined()
})

test('the summary counts what waits, the oldest wait, and the own decisions of the last 12 hours', async () => {
  const { db } = database
  const [moderatorId, another] = await insertModerators(db, 2)
  expect(await summarize(db, SITE, moderatorId!)).toEqual({ held: 0, oldestSeconds: null, decidedToday: 0 })
  await insertHeld(db, 4)
  await decide(db, publish(await lease(db, moderatorId!)))
  await decide(db, publish(await lease(db, moderatorId!)))
  await decide(db, publish(await lease(db, another!)))
  await db
    .updateTable('decision')
    .set({ decided_at: new Date(Date.now() - 13 * 3600_000) })
    .where('comment_id', '=', (eb) =>
      eb.selectFrom('decision').select('comment_id').where('moderator_id', '=', moderatorId!).limit(1),
    )
    .execute()
  const summary = await summarize(db, SITE, moderatorId!)
  expect(summary).toMatchObject({ held: 1, decidedToday: 1 })
  expect(summary.oldestSeconds).toBeGreaterThan(365 * 86_400)
})
