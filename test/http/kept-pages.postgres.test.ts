import { sign } from 'hono/jwt'
import type { KyselyPlugin } from 'kysely'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AppDependencies } from '../../src/app.ts'
import { createPacing } from '../../src/http/pacing.ts'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import { CommentPage } from '../../src/http/reader/schemas.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import type { Db } from '../../src/storage/database.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { newName, TestReader } from './reader.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

const SECRET = 'a secret of thirty-two characters'
const LONG_MS = 60_000

let database: TestDatabase
let article: string
/** Where it is written. */
let here: Service
/** Another process over the same database, as it runs in life. */
let there: Service

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  article = uuidv7()
  here = createService(database.db)
  there = createService(database.db, { pages: new KeptPages(database.db) })
})
afterAll(() => database.drop())

const list = (service: Service, query = '', headers: Record<string, string> = { Origin: ORIGIN }) =>
  service.request(`/v1/articles/${article}/comments${query}`, { headers })

async function page(service: Service, query = ''): Promise<CommentPage> {
  const response = await list(service, query)
  expect(response.status).toBe(200)
  return CommentPage.parse(await response.json())
}

describe('what changes in one process is seen in another within a moment', () => {
  let author: TestReader
  let id: string
  let readerId: string

  beforeEach(async () => {
    author = new TestReader(here, newName('作者'))
    id = (await author.say({ article, text: '更盼著公交也能通到開發區。' })).id
    readerId = (await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
      .reader_id
  })

  const removed = (shown: CommentPage) => shown.total === 0 && shown.comments.length === 0

  const changes: Record<string, readonly [() => Promise<unknown>, (shown: CommentPage) => boolean]> = {
    'a comment': [() => author.say({ article, text: '末班車也晚一點吧。' }), ({ total }) => total === 2],
    'a reply': [() => author.say({ article, replyTo: id }), ({ comments }) => comments[0]?.replies === 1],
    'a like': [() => new TestReader(here, newName('讀者')).like(id), ({ comments }) => comments[0]?.likes === 1],
    'an edit': [
      () => author.edit(id, '更盼著公交也能通到開發區！'),
      ({ comments }) => comments[0]?.text === '更盼著公交也能通到開發區！',
    ],
    'a withdrawal': [() => author.send(`/v1/comments/${id}`, { method: 'DELETE' }), removed],
    'the end of a profile': [() => author.send('/v1/me', { method: 'DELETE' }), removed],
    'a publication': [publishHeld, ({ total }) => total === 2],
    'a note of the portal': [() => tell({ note: '更新見續報。' }), ({ note }) => note?.text === '更新見續報。'],
    'a mode': [() => tell({ mode: 'human' }), ({ mode }) => mode === 'human'],
    'a slow mode': [() => setArticle({ slow_seconds: 60 }), ({ slowSeconds }) => slowSeconds === 60],
    'a measured one': [
      () => setArticle({ slowed_until: new Date(there.clock.time + 60_000) }),
      ({ slowSeconds }) => slowSeconds === 30,
    ],
    'a name, written by hand': [
      () =>
        database.db.updateTable('comment').set({ display_name: '網友' }).where('reader_id', '=', readerId).execute(),
      ({ comments }) => comments[0]?.author.name === '網友',
    ],
    'a deletion by hand': [
      () => database.db.deleteFrom('listing').where('comment_id', '=', id).execute(),
      (shown) => shown.comments.length === 0,
    ],
  }

  test.each(Object.keys(changes))('%s', async (name) => {
    const [change, isShown] = changes[name]!
    expect(isShown(await page(there))).toBe(false)
    await change()
    const from = performance.now()
    await vi.waitFor(async () => expect(isShown(await page(there))).toBe(true), { timeout: 5_000, interval: 20 })
    // 250 ms, and what a busy machine takes to ask.
    expect(performance.now() - from).toBeLessThan(2_000)
  })

  async function publishHeld(): Promise<void> {
    const factory = createFactory(database.db)
    const comment = await factory.comment.insert({ articleId: article, readerId, screening: screened('hold') })
    const moderator = await factory.moderator.insert()
    const wanted = { siteId: SITE, moderatorId: moderator.id, seconds: 60, queues: ['held' as const], count: 1 }
    const [claimed] = await claim(database.db, wanted)
    expect(claimed?.commentId).toBe(comment.id)
    const ruling = { kind: 'publish', category: null, note: null } as const
    const { commentId, leaseToken } = claimed!
    const decision = { siteId: SITE, commentId, moderatorId: moderator.id, leaseToken, ...ruling }
    expect(await decide(database.db, { ...decision, decisionId: uuidv7() })).toMatchObject({ outcome: 'decided' })
  }

  async function tell(body: object): Promise<void> {
    const token = await sign({ aud: 'portal', exp: Math.floor(here.clock.time / 1000) + 60 }, SECRET, 'HS256')
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const told = { title: '早班車', url: `${ORIGIN}/a/1`, ...body }
    const sent = { method: 'PUT', headers, body: JSON.stringify(told) }
    expect((await here.request(`/v1/articles/${article}`, sent)).status).toBe(200)
  }

  function setArticle(columns: { slow_seconds?: number; slowed_until?: Date }): Promise<unknown> {
    return database.db.updateTable('article').set(columns).where('id', '=', article).execute()
  }
})

describe('a page that is kept', () => {
  let statements: number
  let counting: Db

  beforeEach(async () => {
    statements = 0
    const plugin: KyselyPlugin = {
      transformQuery({ node }) {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    counting = database.db.withPlugin(plugin)
    await new TestReader(here, newName('作者')).say({ article })
  })

  const keeping = (changes: Partial<AppDependencies> = {}) =>
    createService(counting, { pages: new KeptPages(counting, { freshMs: LONG_MS }), ...changes })

  test('costs no statement, whoever asks and however', async () => {
    const service = keeping()
    const { json, ...first } = await answered(service)
    const asked = statements
    expect(await answered(service)).toEqual({ json, ...first })
    await list(service, '', { Origin: ORIGIN, 'Accept-Encoding': 'gzip' })
    await list(service, '', { Origin: ORIGIN, 'If-None-Match': first.headers['etag'] ?? '' })
    await list(service, '?limit=20', {})
    expect(statements).toBe(asked)
  })

  test.each<Record<string, string>>([
    {},
    { Origin: ORIGIN },
    { Origin: ORIGIN, 'Accept-Encoding': 'gzip, deflate, br' },
    { Origin: ORIGIN, 'Accept-Language': 'en' },
    { Origin: ORIGIN, 'If-None-Match': '*' },
    { 'X-Request-Id': 'of-the-proxy' },
  ])('is answered with the same headers as the first time: %j', async (headers) => {
    const service = keeping({ publicUrl: 'https://comments.example' })
    const [first, second] = [await answered(service, headers), await answered(service, headers)]
    expect(second).toEqual(first)
    expect(second.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'strict-transport-security': expect.stringContaining('max-age'),
      'x-content-type-options': 'nosniff',
      'x-request-id': 'of-the-proxy',
      vary: 'Origin, Accept-Language, Accept-Encoding',
    })
    expect(second.headers['access-control-allow-origin']).toBe(headers['Origin'])
  })

  test('has a request id of its own in each answer', async () => {
    const service = keeping()
    const malformed = { Origin: ORIGIN, 'X-Request-Id': 'no id, a text' }
    const answers = [await list(service), await list(service), await list(service, '', malformed)]
    const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '')
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/)
  })

  test('is logged as any request is', async () => {
    const lines: string[] = []
    const service = keeping({ log: pino({ level: 'debug' }, { write: (line) => void lines.push(line) }) })
    const headers = { 'X-Request-Id': 'of-the-proxy' }
    for (let read = 0; read < 2; read += 1) await list(service, '?limit=20', headers)
    const [first, second] = lines.map((line) => ({ ...JSON.parse(line), time: 0, milliseconds: 0 }))
    expect(second).toEqual(first)
    expect(second).toMatchObject({ requestId: 'of-the-proxy', path: `/v1/articles/${article}/comments`, status: 200 })
  })

  test('is given to no other website, and to nobody who asks too often', async () => {
    const pacing = createPacing({ commentsPerReader: 5, readerMinutes: 10, requestsPerAddressPerMinute: 1 })
    const service = keeping({ pacing })
    expect((await list(service)).status).toBe(200)
    await refusal(await list(service, '', { Origin: 'https://evil.example' }), 403, 'origin_not_allowed')
    for (let read = 1; read < 20; read += 1) expect((await list(service)).status).toBe(200)
    const paced = await list(service)
    expect(paced.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    await refusal(paced, 429, 'too_many_requests')
  })

  test('is read anew by whoever is signed in, and by all once something was written here', async () => {
    const service = keeping()
    expect((await page(service)).total).toBe(1)
    await new TestReader(here, newName('別人')).say({ article })
    expect((await page(service)).total).toBe(1)
    const signed = await new TestReader(service, newName('讀者')).send(`/v1/articles/${article}/comments`)
    expect(await signed.json()).toMatchObject({ total: 2 })
    await new TestReader(service, newName('作者')).say({ article })
    expect((await page(service)).total).toBe(3)
  })

  test('stops being slow at its time although nothing changes', async () => {
    const service = keeping()
    const until = new Date(service.clock.time + 60_000)
    await database.db.updateTable('article').set({ slowed_until: until }).where('id', '=', article).execute()
    expect((await page(service)).slowSeconds).toBe(30)
    service.clock.advance(61)
    expect((await page(service)).slowSeconds).toBe(0)
  })

  test('is given to nobody while the database cannot say whether it has changed', async () => {
    let isAway = false
    const plugin: KyselyPlugin = {
      transformQuery({ node }) {
        if (isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const db = database.db.withPlugin(plugin)
    const service = createService(db, { pages: new KeptPages(db) })
    expect((await page(service)).total).toBe(1)
    isAway = true
    await vi.waitFor(
      async () => expect((await service.app.request(`/v1/articles/${article}/comments`)).status).toBe(503),
      {
        timeout: 2_000,
        interval: 20,
      },
    )
    isAway = false
    expect((await page(service)).total).toBe(1)
  })

  async function answered(service: Service, headers: Record<string, string> = {}) {
    const response = await list(service, '', { 'X-Request-Id': 'of-the-proxy', ...headers })
    const json = Buffer.from(await response.arrayBuffer()).toString('hex')
    return { json, status: response.status, headers: Object.fromEntries(response.headers) }
  }
})
