import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { CommentPage, Liked, Likes, OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

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

async function send(method: 'PUT' | 'DELETE', id: string, claims: Record<string, unknown> = {}): Promise<Response> {
  const token = await signToken(service.clock, claims)
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}` }
  return service.request(`/v1/comments/${id}/likes`, { method, headers })
}

async function answered(response: Response): Promise<Likes> {
  expect(response.status).toBe(200)
  return Likes.parse(await response.json())
}

async function liked(article: string, sub: string): Promise<readonly string[]> {
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${await signToken(service.clock, { sub })}` }
  const response = await service.request(`/v1/me/likes?article=${article}`, { headers })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  return Liked.parse(await response.json()).comments
}

async function comment(article: string, text: string = TEXTS.pass): Promise<string> {
  service.clock.advance(1)
  return OwnComment.parse(await (await post(service, { article, text })).json()).id
}

async function list(article: string, query = '') {
  const response = await service.request(`/v1/articles/${article}/comments${query}`, { headers: { Origin: ORIGIN } })
  return CommentPage.parse(await response.json()).comments.map(({ id, likes }) => [id, likes])
}

const rows = (id: string) => database.db.selectFrom('comment_like').selectAll().where('comment_id', '=', id).execute()

test('a like counts once of each reader, and goes when it is taken back', async () => {
  const id = await comment('liked')
  expect(await answered(await send('PUT', id, { sub: 'a' }))).toEqual({ likes: 1, isLiked: true })
  expect(await answered(await send('PUT', id, { sub: 'a' }))).toEqual({ likes: 1, isLiked: true })
  expect(await answered(await send('PUT', id, { sub: 'b' }))).toEqual({ likes: 2, isLiked: true })
  expect(await rows(id)).toHaveLength(2)
  expect(await list('liked')).toEqual([[id, 2]])
  expect([await liked('liked', 'a'), await liked('liked', 'c'), await liked('another', 'a')]).toEqual([[id], [], []])
  expect(await answered(await send('DELETE', id, { sub: 'a' }))).toEqual({ likes: 1, isLiked: false })
  expect(await answered(await send('DELETE', id, { sub: 'a' }))).toEqual({ likes: 1, isLiked: false })
  expect(await liked('liked', 'a')).toEqual([])
  expect(await rows(id)).toHaveLength(1)
})

test('thirty readers at once, each three times, are thirty likes', async () => {
  const id = await comment('crowd')
  const readers = Array.from({ length: 90 }, (_, index) => `reader-${index % 30}`)
  for (const response of await Promise.all(readers.map((sub) => send('PUT', id, { sub })))) {
    expect(response.status).toBe(200)
  }
  expect(await rows(id)).toHaveLength(30)
  expect(await list('crowd')).toEqual([[id, 30]])
  await Promise.all(readers.slice(0, 45).map((sub) => send('DELETE', id, { sub })))
  expect(await rows(id)).toHaveLength(0)
  expect(await list('crowd')).toEqual([[id, 0]])
})

test('only a verified reader likes, and only what is public; nothing is stored otherwise', async () => {
  const id = await comment('refused')
  const held = await comment('refused', TEXTS.hold)
  const before = await countRows(database.db)
  await refusal(await send('PUT', id, { sub: 'new', verified: false }), 403, 'reader_unverified')
  await refusal(await send('DELETE', id, { sub: 'new', verified: false }), 403, 'reader_unverified')
  await refusal(await send('PUT', held, { sub: 'new' }), 404, 'comment_unknown')
  await refusal(await send('PUT', uuidv7(), { sub: 'new' }), 404, 'comment_unknown')
  await refusal(await send('PUT', 'no-id', { sub: 'new' }), 400, 'invalid_request')
  const unsigned = await service.request(`/v1/comments/${id}/likes`, { method: 'PUT', headers: { Origin: ORIGIN } })
  await refusal(unsigned, 401, 'token_missing')
  expect(await countRows(database.db)).toEqual(before)
  expect(await rows(id)).toEqual([])
})

test('likes lift a comment in the hot order, page by page', async () => {
  const first = await comment('hot')
  const second = await comment('hot')
  const third = await comment('hot')
  for (const sub of ['a', 'b', 'c']) await send('PUT', first, { sub })
  await send('PUT', second, { sub: 'a' })
  expect((await list('hot', '?sort=hot')).map(([id]) => id)).toEqual([first, second, third])
  expect((await list('hot', '?sort=newest')).map(([id]) => id)).toEqual([third, second, first])
})

test('a reader who likes without end is told when to go on', async () => {
  const id = await comment('paced')
  const pace = { commentsPerReader: 9, readerMinutes: 10, requestsPerAddressPerMinute: 1000, likesPerReader: 2 }
  service = createService(database.db, { pacing: createPacing(pace) })
  await send('PUT', id)
  await send('PUT', id)
  const { message } = await refusal(await send('PUT', id), 429, 'too_many_requests')
  expect(message).toContain('每人每 10 分鐘最多 2 次')
})

test('other pages may ask to like', async () => {
  const response = await service.request(`/v1/comments/${uuidv7()}/likes`, {
    method: 'OPTIONS',
    headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'PUT' },
  })
  expect(response.headers.get('access-control-allow-methods')).toContain('PUT')
})
