import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noticeFor } from '../../src/moderation/notice.ts'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { countDecidedToday } from '../../src/review/decided-today.ts'
import { escalate } from '../../src/review/escalate.ts'
import { writeNote } from '../../src/review/note.ts'
import { undo } from '../../src/review/undo.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { emptyQueue, insertHeld, insertModerators, insertQueue, lease, publish, reject } from './queue.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

afterAll(() => database.drop())

test('a card of a reply has what it answers, in whatever status', async () => {
  const factory = createFactory(database.db)
  const first = await factory.comment.insert({
    text: '停車怎麼辦？',
    displayName: '東昌湖畔',
    screening: screened('pass'),
  })
  const second = await factory.comment.insert({
    text: '加微信',
    screening: screened('block'),
    reply: { threadId: first.id, replyTo: first.id },
  })
  const third = await factory.comment.insert({
    screening: screened('pass'),
    reply: { threadId: first.id, replyTo: second.id },
  })
  const fourth = await factory.comment.insert({
    screening: screened('hold'),
    reply: { threadId: first.id, replyTo: third.id },
  })
  const above = async (commentId: string) =>
    (await loadCard(database.db, { siteId: SITE, commentId }))?.answered.map(({ id }) => id)
  expect(await above(fourth.id)).toEqual([first.id, second.id, third.id])
  const card = await loadCard(database.db, { siteId: SITE, commentId: third.id })
  expect(card?.answered).toEqual([
    { id: first.id, name: '東昌湖畔', text: '停車怎麼辦？', status: 'published' },
    { id: second.id, name: '冠縣網友', text: '加微信', status: 'rejected' },
  ])
  expect((await loadCard(database.db, { siteId: SITE, commentId: second.id }))?.answered).toHaveLength(1)
  expect((await loadCard(database.db, { siteId: SITE, commentId: first.id }))?.answered).toEqual([])
})

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
  expect(card?.comment).toEqual({
    id: comment.id,
    text: '加微信',
    status: 'held',
    category: null,
    createdAt: at(9),
  })
  expect(card?.article).toMatchObject({ title: '公交開到家門口', url: 'https://news.example/1', mode: 'pre' })
  expect(card?.screening).toEqual(screened('hold'))
  expect(card?.author).toMatchObject({
    id: readerId,
    name: '當時的名字',
    counts: { held: 1, published: 7, rejected: 1, removed: 0, withdrawn: 0 },
    refusals: [{ category: 'ad_spam', count: 1 }],
  })
  expect(card?.author.recent.map(({ text, status }) => [text, status])).toEqual([
    ['更盼著公交也能通到開發區。', 'rejected'],
    ['6', 'published'],
    ['5', 'published'],
    ['4', 'published'],
    ['3', 'published'],
  ])
  expect(card?.history.events.map(({ type, actor, moderatorName }) => [type, actor.kind, moderatorName])).toEqual([
    ['comment.received', 'reader', null],
    ['comment.screened', 'policy', null],
    ['comment.held', 'policy', null],
    ['lease.claimed', 'moderator', '王編輯'],
  ])
  await decide(database.db, publish(key))
})

test('a card has every decision with who took it back, the last question to a lead, and the notes', async () => {
  const { db } = database
  const [moderatorId, lead] = await insertModerators(db, 2)
  await insertHeld(db, 1)
  const first = reject(await lease(db, moderatorId!))
  await decide(db, first)
  const { commentId, decisionId } = first
  await undo(db, { siteId: SITE, commentId, decisionId, moderatorId: lead!, isLead: true, seconds: 600 })
  const key = await lease(db, moderatorId!)
  await escalate(db, { ...key, escalationId: uuidv7(), question: '怎麼看？' })
  await writeNote(db, { siteId: SITE, commentId, noteId: uuidv7(), moderatorId: lead!, text: '先放著' })
  const { history, notes } = (await loadCard(db, key))!
  expect(history.decisions).toMatchObject([
    {
      id: decisionId,
      kind: 'reject',
      category: 'abuse',
      note: '罵人',
      queue: 'held',
      moderator: { id: moderatorId },
      undone: { by: '王編輯', at: expect.any(Date) },
      message: { en: noticeFor('abuse', 'en').message },
    },
  ])
  expect(history.escalation).toMatchObject({ question: '怎麼看？', askedBy: '王編輯', answer: null, answeredBy: null })
  expect(history.waiting.map(({ queue }) => queue)).toEqual(['held', 'escalated'])
  expect(notes).toMatchObject([{ text: '先放著', writtenBy: '王編輯' }])
  await emptyQueue(db)
})

test('an article with a mode of its own is shown under it', async () => {
  const { db } = database
  await createFactory(db).article.insert({ id: 'careful', title: null, url: null })
  await db.updateTable('article').set({ mode: 'human' }).where('id', '=', 'careful').execute()
  const comment = await createFactory(db).comment.insert({ articleId: 'careful', screening: screened('pass') })
  const card = await loadCard(db, { siteId: SITE, commentId: comment.id })
  expect(card?.article).toEqual({
    id: 'careful',
    title: null,
    url: null,
    mode: 'human',
    riskLevel: 'normal',
    slow: { chosen: null, seconds: 0 },
    lately: 1,
  })
})

test('there is no card of a comment that the site does not have', async () => {
  const comment = await createFactory(database.db).comment.insert({ screening: screened('pass') })
  expect(await loadCard(database.db, { siteId: SITE, commentId: uuidv4() })).toBeUndefined()
  expect(await loadCard(database.db, { siteId: 'elsewhere', commentId: comment.id })).toBeUndefined()
})

test('what a moderator decided in the last 12 hours is counted, without what was undone', async () => {
  const { db } = database
  const [moderatorId, another] = await insertModerators(db, 2)
  await insertHeld(db, 4)
  const decided = [publish(await lease(db, moderatorId!))]
  await decide(db, decided[0]!)
  decided.push(publish(await lease(db, moderatorId!)))
  await decide(db, decided[1]!)
  await decide(db, publish(await lease(db, another!)))
  expect(await countDecidedToday(db, SITE, moderatorId!)).toBe(2)
  const [{ commentId, decisionId }, second] = [decided[0]!, decided[1]!]
  await undo(db, { siteId: SITE, commentId, decisionId, moderatorId: moderatorId!, isLead: false, seconds: 600 })
  expect(await countDecidedToday(db, SITE, moderatorId!)).toBe(1)
  await db
    .updateTable('decision')
    .set({ decided_at: new Date(Date.now() - 13 * 3600_000) })
    .where('id', '=', second.decisionId)
    .execute()
  expect(await countDecidedToday(db, SITE, moderatorId!)).toBe(0)
})
