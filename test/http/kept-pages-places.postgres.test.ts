import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import { CommentPage } from '../../src/http/reader/schemas.ts'
import type { Status } from '../../src/moderation/life-cycle.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { undo } from '../../src/review/undo.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { newName, TestReader } from './reader.ts'
import { createService, ORIGIN, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let article: string
let author: TestReader
/** Was published and answered, then edited, and is held: its place is seen, its text is not. */
let id: string
/** Another process than the one where it is written. */
let there: Service

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(async () => {
  article = uuidv7()
  const here = createService(database.db)
  there = createService(database.db, { pages: new KeptPages(database.db) })
  author = new TestReader(here, newName('作者'))
  id = (await author.say({ article })).id
  await new TestReader(here, newName('讀者')).say({ article, replyTo: id, text: '末班車也晚一點吧。' })
  expect((await author.edit(id, TEXTS.hold)).status).toBe(200)
})
afterAll(() => database.drop())

const becomes: Record<string, readonly [Status, () => Promise<unknown>]> = {
  rejected: ['rejected', reject],
  published: ['published', () => author.edit(id, TEXTS.pass)],
  withdrawn: ['withdrawn', () => author.send(`/v1/comments/${id}`, { method: 'DELETE' })],
  'withdrawn with its profile': ['withdrawn', () => author.send('/v1/me', { method: 'DELETE' })],
}

test.each(Object.keys(becomes))('the place of one that was edited and held is seen when it is %s', async (name) => {
  const [status, change] = becomes[name]!
  expect(await shown()).toBe('held')
  await change()
  await vi.waitFor(async () => expect(await shown()).toBe(status), { timeout: 5_000, interval: 20 })
})

test('and when its rejection is undone', async () => {
  const rejection = await reject()
  expect(await shown()).toBe('rejected')
  expect(await undo(database.db, rejection)).toMatchObject({ outcome: 'undone', status: 'held' })
  await vi.waitFor(async () => expect(await shown()).toBe('held'), { timeout: 5_000, interval: 20 })
})

/** What a reader in another process sees of it. */
async function shown(): Promise<Status> {
  const response = await there.request(`/v1/articles/${article}/comments`, { headers: { Origin: ORIGIN } })
  const { comments } = CommentPage.parse(await response.json())
  const comment = comments.find((one) => one.id === id)
  return comment?.gone ?? 'published'
}

async function reject() {
  const moderator = await createFactory(database.db).moderator.insert()
  const who = { siteId: SITE, moderatorId: moderator.id, seconds: 60 }
  const claimed = await claim(database.db, { ...who, queues: ['held'], count: 100 })
  const lease = claimed.find(({ commentId }) => commentId === id)
  const decision = { ...who, commentId: id, leaseToken: lease!.leaseToken, decisionId: uuidv7() }
  const ruling = { kind: 'reject', category: 'ad_spam', note: null } as const
  expect(await decide(database.db, { ...decision, ...ruling })).toMatchObject({ outcome: 'decided' })
  return { ...who, commentId: id, decisionId: decision.decisionId, isLead: false }
}
