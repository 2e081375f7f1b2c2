import { gunzipSync } from 'node:zlib'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { CommentPage, OwnComment } from '../../src/http/reader/schemas.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { createFactory, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, post, type Service, TEXTS } from './service.ts'

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

const list = (article: string, query = '', headers: Record<string, string> = {}) =>
  service.request(`/v1/articles/${encodeURIComponent(article)}/comments${query}`, {
    headers: { Origin: ORIGIN, ...headers },
  })

async function page(article: string, query = ''): Promise<CommentPage> {
  const response = await list(article, query)
  expect(response.status).toBe(200)
  return CommentPage.parse(await response.json())
}

test('an article that nobody has commented on is an empty page, and is not made known', async () => {
  const before = await countRows(database.db)
  expect(await page('nobody-was-here')).toEqual({
    comments: [],
    total: 0,
    mode: 'pre',
    slowSeconds: 0,
    note: null,
    nextCursor: null,
  })
  expect(await countRows(database.db)).toEqual(before)
})

test('everyone sees what is published and nothing else', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: 'mixed' })
  for (const verdict of ['pass', 'hold', 'block'] as const) {
    await factory.comment.insert({ articleId: 'mixed', text: TEXTS[verdict], screening: screened(verdict) })
  }
  const { comments, total } = await page('mixed')
  expect(comments.map(({ text }) => text)).toEqual([TEXTS.pass])
  expect(total).toBe(1)
  const shown = [
    'article',
    'author',
    'createdAt',
    'editedAt',
    'gone',
    'id',
    'ipRegion',
    'lang',
    'likes',
    'publishedAt',
    'replies',
    'replyTo',
  ]
  expect(Object.keys(comments[0]!).sort()).toEqual([...shown, 'text', 'thread'])
})

test('a long page is sent compressed to whoever takes that, and is the same page', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: 'long' })
  for (let index = 0; index < 10; index += 1) {
    await factory.comment.insert({ articleId: 'long', text: TEXTS.pass, screening: screened('pass') })
  }
  const packed = await list('long', '', { 'Accept-Encoding': 'gzip' })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toContain('Accept-Encoding')
  const text = gunzipSync(await packed.arrayBuffer()).toString()
  expect(JSON.parse(text)).toEqual(await page('long'))
  const etag = packed.headers.get('etag') ?? ''
  expect((await list('long', '', { 'Accept-Encoding': 'gzip', 'If-None-Match': etag })).status).toBe(304)
})

test.each(['newest', 'oldest'])(
  'turning pages by %s shows each comment once, also those published at one moment',
  async (sort) => {
    const factory = createFactory(database.db)
    const articleId = `paged-${sort}`
    await factory.article.insert({ id: articleId })
    const moderator = await factory.moderator.insert()
    for (let index = 0; index < 12; index += 1) {
      const at = new Date(1_700_000_000_000 + Math.floor(index / 4))
      const screening = screened(index % 3 === 0 ? 'hold' : 'pass')
      await factory.comment.insert({ articleId, at, screening, commentId: uuidv7() })
    }
    await decideAll(moderator.id)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const turned: CommentPage = await page(articleId, `?sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`)
      seen.push(...turned.comments.map(({ id }) => id))
      cursor = turned.nextCursor
    }
    const rows = await database.db
      .selectFrom('comment')
      .select('id')
      .where('article_id', '=', articleId)
      .orderBy('published_at', sort === 'newest' ? 'desc' : 'asc')
      .orderBy('id', sort === 'newest' ? 'desc' : 'asc')
      .execute()
    expect(seen).toEqual(rows.map(({ id }) => id))
    expect(seen).toHaveLength(12)
  },
)

async function decideAll(moderatorId: string): Promise<void> {
  const siteId = 'demo'
  for (;;) {
    const [claimed] = await claim(database.db, { siteId, moderatorId, seconds: 60, queues: ['held'], count: 1 })
    if (!claimed) return
    const { commentId, leaseToken } = claimed
    const ruling = { kind: 'publish', category: null, note: null } as const
    await decide(database.db, { siteId, commentId, moderatorId, leaseToken, ...ruling, decisionId: uuidv7() })
  }
}

test.each([
  ['?limit=0', 'limit'],
  ['?limit=51', 'limit'],
  ['?limit=x', 'limit'],
  ['?sort=best', 'sort'],
  ['?cursor=x', 'cursor'],
  ['?cursor=', 'cursor'],
  [`?cursor=${Buffer.from('["2026-01-01T00:00:00Z","x"]').toString('base64url')}`, 'cursor'],
  [`?cursor=${Buffer.from('{"a":1}').toString('base64url')}`, 'cursor'],
])('%s is refused and named', async (query, path) => {
  const { issues } = await refusal(await list('article-1', query), 400, 'invalid_request')
  expect(issues?.map((issue) => issue.path)).toEqual([path])
})

describe('an unchanged page', () => {
  test('is not sent again, and the answer may still be read by the portal', async () => {
    const first = await list('article-1')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"/)
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    const second = await list('article-1', '', { 'If-None-Match': etag })
    expect([second.status, await second.text()]).toEqual([304, ''])
    expect(second.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(second.headers.get('vary')).toContain('Origin')
  })

  test('is sent again once a comment has come', async () => {
    const etag = (await list('changing')).headers.get('etag') ?? ''
    await post(service, { article: 'changing' })
    expect((await list('changing', '', { 'If-None-Match': etag })).status).toBe(200)
  })
})

test('counts are given for every article asked for', async () => {
  await post(service, { article: 'counted' })
  await post(service, { article: 'counted', text: TEXTS.hold })
  const response = await service.request('/v1/counts?article=counted&article=none&article=__proto__')
  // As text: an object would lose the key that JavaScript keeps for itself.
  expect(await response.text()).toBe('{"counts":{"counted":1,"none":0,"__proto__":0}}')
  await refusal(await service.request('/v1/counts'), 400, 'invalid_request')
  const many = Array.from({ length: 51 }, (_, index) => `article=${index}`).join('&')
  await refusal(await service.request(`/v1/counts?${many}`), 400, 'invalid_request')
})

describe('another website', () => {
  test('gets no answer that its pages may read', async () => {
    const response = await list('article-1', '', { Origin: 'https://evil.example' })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect(response.headers.get('vary')).toContain('Origin')
    await refusal(response, 403, 'origin_not_allowed')
    const other = await service.request('/healthz', { headers: { Origin: 'https://evil.example' } })
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('is told so before it asks', async () => {
    const preflight = (origin: string) =>
      service.request('/v1/articles/article-1/comments', {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      })
    const allowed = await preflight(ORIGIN)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-allow-methods')).toContain('DELETE')
    for (const name of ['Authorization', 'Content-Type', 'Idempotency-Key', 'Accept-Language'])
      expect(allowed.headers.get('access-control-allow-headers')).toContain(name)
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
    const refused = await preflight('https://evil.example')
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('errors too may be read by a registered one, Retry-After among them', async () => {
    const response = await post(service, { text: '' })
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After')
  })
})

test('readers are paced by address, with the moment when they may come back', async () => {
  const pacing = createPacing({ commentsPerReader: 5, readerMinutes: 10, requestsPerAddressPerMinute: 1 })
  service = createService(database.db, { pacing })
  for (let read = 0; read < 20; read += 1) expect((await list('article-1')).status).toBe(200)
  const response = await list('article-1')
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  await refusal(response, 429, 'too_many_requests')
})

describe('with several sites', () => {
  test('a site is found by its origin or its name, and must be one of them', async () => {
    await createFactory(database.db).site.insert({
      id: 'second',
      origins: ['https://second.example'],
      readerTokenSecret: 'the secret of the second site here',
    })
    service = createService(database.db)
    const body = await (await post(service, { article: 'shared-key' })).json()
    const second = { headers: { Origin: 'https://second.example' } }
    const read = (path: string, init: RequestInit = {}) => service.request(path, init)
    const own = CommentPage.parse(await (await list('shared-key')).json())
    expect(own.comments.map(({ id }) => id)).toEqual([OwnComment.parse(body).id])
    expect(await (await read('/v1/articles/shared-key/comments', second)).json()).toMatchObject({ comments: [] })
    expect(await (await read('/v1/articles/shared-key/comments?site=demo')).json()).toMatchObject({ total: 1 })
    const unnamed = await refusal(await read('/v1/articles/shared-key/comments'), 400, 'invalid_request')
    expect(unnamed.issues?.[0]?.path).toBe('site')
    const host = { headers: { Host: 'second.example' } }
    expect(await (await read('/v1/articles/shared-key/comments', host)).json()).toMatchObject({ total: 0 })
    await refusal(await read('/v1/articles/shared-key/comments?site=third'), 400, 'invalid_request')
    await refusal(await read('/v1/articles/shared-key/comments?site=demo', second), 403, 'origin_not_allowed')
    await refusal(await post(service, second), 401, 'token_invalid')
  })
})

test('a comment says where it was sent from, in the language of who reads, and never the address', async () => {
  const address = '219.146.0.130'
  const posted = OwnComment.parse(await (await post(service, { article: 'regions', address })).json())
  const row = await database.db
    .selectFrom('comment')
    .select(['ip_region', 'address_sealed'])
    .where('id', '=', posted.id)
    .executeTakeFirstOrThrow()
  expect(row.ip_region).toBe('山东')
  const said = await Promise.all(
    ['zh-TW', 'zh-CN', 'en'].map(async (language) => {
      const response = await list('regions', '', { 'Accept-Language': language })
      const text = await response.text()
      expect(text).not.toContain(address)
      expect(response.headers.get('Vary')).toContain('Accept-Language')
      return CommentPage.parse(JSON.parse(text)).comments[0]?.ipRegion
    }),
  )
  expect(said).toEqual(['山東', '山东', 'Shandong'])
})

test('a proxy that is trusted tells where a comment was sent from, its sender never does', async () => {
  const headers = { 'X-Forwarded-For': '219.146.0.130' }
  const believing = createService(database.db, { trustedProxies: 1 })
  await post(believing, { article: 'proxied', address: '127.0.0.1', headers })
  expect((await page('proxied')).comments[0]?.ipRegion).toBe('山東')
  await post(service, { article: 'unproxied', address: '127.0.0.1', headers })
  expect((await page('unproxied')).comments[0]?.ipRegion).toBeNull()
})
