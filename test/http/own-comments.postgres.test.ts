import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CommentPage, OwnComment, OwnCommentPage } from '../../src/http/reader/schemas.ts'
import { replay } from '../../src/moderation/life-cycle.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { listEvents } from '../../src/storage/events.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
})
afterAll(() => database.drop())

async function send(path: string, subject: string, init: RequestInit = {}): Promise<Response> {
  const token = await signToken(service.clock, { sub: subject })
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}` }
  return service.request(path, { ...init, headers: { ...headers, ...init.headers } })
}

async function own(subject: string, query = ''): Promise<OwnComment[]> {
  const response = await send(`/v1/me/comments${query}`, subject)
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  return OwnCommentPage.parse(await response.json()).comments
}

async function write(subject: string, text: string, article = 'article-1'): Promise<OwnComment> {
  const token = await signToken(service.clock, { sub: subject })
  service.clock.advance(1)
  return OwnComment.parse(await (await post(service, { token, text, article })).json())
}

const withdraw = (id: string, subject: string) => send(`/v1/comments/${id}`, subject, { method: 'DELETE' })

test('a reader sees every comment of their own, newest first, in the words of the posting', async () => {
  const written = []
  for (const text of [TEXTS.pass, TEXTS.hold, TEXTS.block]) written.unshift(await write('author', text))
  expect(await own('author')).toEqual(written)
})

test('a reader sees nothing of another, and one who never wrote sees an empty list', async () => {
  await write('first', TEXTS.hold, 'article-other')
  expect(await own('nobody')).toEqual([])
  const others = await write('second', TEXTS.hold, 'article-other')
  expect(await own('second')).toEqual([{ ...others, waiting: expect.anything() }])
})

test('the list can be of one article, and is never longer than asked', async () => {
  for (const article of ['a', 'b', 'b']) await write('sorter', TEXTS.pass, article)
  expect((await own('sorter', '?article=b')).map(({ article }) => article)).toEqual(['b', 'b'])
  expect(await own('sorter', '?limit=1')).toHaveLength(1)
  await refusal(await send('/v1/me/comments?limit=51', 'sorter'), 400, 'invalid_request')
})

test('an unverified reader may still read and withdraw their own', async () => {
  const { id } = await write('once verified', TEXTS.hold)
  const token = await signToken(service.clock, { sub: 'once verified', verified: false })
  const headers = { Authorization: `Bearer ${token}` }
  expect((await service.request('/v1/me/comments', { headers })).status).toBe(200)
  expect((await service.request(`/v1/comments/${id}`, { method: 'DELETE', headers })).status).toBe(204)
})

test('nobody sees their own without a token', async () => {
  const response = await service.request('/v1/me/comments')
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  await refusal(response, 401, 'token_missing')
})

test('what a moderator rejected says so, in the language of the reader', async () => {
  const { id } = await write('rejected', TEXTS.hold)
  const moderator = await createFactory(database.db).moderator.insert()
  await reject(id, moderator.id)
  const rejected = (await own('rejected')).find((comment) => comment.id === id)
  expect(rejected).toMatchObject({ status: 'rejected', waiting: null })
  expect(rejected?.notice).toMatchObject({ category: 'ad_spam', pledge: [14], decidedBy: 'moderator' })
  expect(rejected?.notice?.title).toBe('未通過：商業廣告或招攬')
  const english = OwnCommentPage.parse(await (await send('/v1/me/comments?lang=en', 'rejected')).json())
  expect(english.comments[0]?.notice?.title).toBe('Not published: advertising or solicitation')
})

/** Claims until the comment comes, then rejects it. */
async function reject(id: string, moderatorId: string): Promise<void> {
  const siteId = 'demo'
  await database.db
    .updateTable('comment')
    .set({ created_at: new Date(0) })
    .where('id', '=', id)
    .execute()
  const [claimed] = await claim(database.db, { siteId, moderatorId, seconds: 60, queues: ['held'], count: 1 })
  expect(claimed?.commentId).toBe(id)
  const ruling = { kind: 'reject', category: 'ad_spam', note: null } as const
  const lease = { siteId, commentId: id, moderatorId, leaseToken: claimed?.leaseToken ?? '' }
  expect(await decide(database.db, { ...lease, ...ruling, decisionId: uuidv7() })).toMatchObject({ outcome: 'decided' })
}

test.each(['pass', 'hold'] as const)(
  'a comment that was to %s can be withdrawn, by its author only and once',
  async (kind) => {
    const article = `withdrawn-${kind}`
    const { id } = await write('author', TEXTS[kind], article)
    await refusal(await withdraw(id, 'someone else'), 404, 'comment_unknown')
    await write('someone else', TEXTS.pass, 'elsewhere')
    await refusal(await withdraw(id, 'someone else'), 404, 'comment_unknown')
    const response = await withdraw(id, 'author')
    expect([response.status, await response.text()]).toEqual([204, ''])
    const row = await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ status: 'withdrawn', published_at: null })
    expect(replay(await listEvents(database.db, 'demo', id))).toBe('withdrawn')
    const page = CommentPage.parse(await (await service.request(`/v1/articles/${article}/comments`)).json())
    expect(page).toMatchObject({ comments: [], total: 0 })
    const { message } = await refusal(await withdraw(id, 'author'), 409, 'not_withdrawable')
    expect(message).toContain('不能撤回')
  },
)

test('a rejected comment stays on record', async () => {
  const { id } = await write('author', TEXTS.block)
  await refusal(await withdraw(id, 'author'), 409, 'not_withdrawable')
  const row = await database.db.selectFrom('comment').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.status).toBe('rejected')
})

test('an id that is none is a bad request, one that is nobody’s is not found', async () => {
  await refusal(await withdraw('x', 'author'), 400, 'invalid_request')
  await refusal(await withdraw(uuidv7(), 'author'), 404, 'comment_unknown')
})
