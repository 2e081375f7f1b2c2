import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { CommentPage } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { solve } from './proof.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken } from './service.ts'

let database: TestDatabase
let service: Service
let article: string
let articles = 0

const secretKey = Buffer.alloc(32, 7)
const PACE = { commentsPerReader: 1000, readerMinutes: 10, requestsPerAddressPerMinute: 10_000 }

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'lead', role: 'lead' })
  await addModerator(database.db, { username: 'moderator' })
})
beforeEach(() => {
  articles += 1
  article = `article-${articles}`
  service = createService(database.db, { secretKey })
})
afterAll(() => database.drop())

interface Writing {
  readonly proof?: string
  readonly key?: string
  readonly to?: Service
}

async function write(sub: string, { proof, key, to = service }: Writing = {}): Promise<Response> {
  const token = await signToken(to.clock, { sub, name: sub })
  return post(to, { article, token, headers: { 'Proof-Of-Work': proof, 'Idempotency-Key': key } })
}

async function slowSeconds(): Promise<number> {
  const path = `/v1/articles/${article}/comments`
  return CommentPage.parse(await (await service.request(path, { headers: { Origin: ORIGIN } })).json()).slowSeconds
}

const count = async () =>
  (await database.db.selectFrom('comment').select('id').where('article_id', '=', article).execute()).length

async function enter(username: string): Promise<Console> {
  const console = new Console(service)
  await console.enter(username)
  return console
}

const setSlow = (console: Console, seconds: unknown) =>
  console.send('PUT', `/articles/${article}/slow-mode`, { seconds })

test('a lead makes an article slow: readers are told before they write, and each waits the time', async () => {
  expect((await write('one')).status).toBe(201)
  const lead = await enter('lead')
  await refusal(await setSlow(await enter('moderator'), 60), 403, 'role_forbidden')
  await refusal(await setSlow(lead, 7), 400, 'invalid_request')
  expect((await setSlow(lead, 60)).status).toBe(204)
  expect((await setSlow(lead, 60)).status).toBe(204)
  const kept = database.db.selectFrom('article_slow').select('seconds').where('article_id', '=', article)
  expect(await kept.execute()).toEqual([{ seconds: 60 }])
  expect(await slowSeconds()).toBe(60)
  expect((await write('one')).status).toBe(201)
  service.clock.advance(20)
  const refused = await write('one')
  expect(refused.headers.get('retry-after')).toBe('40')
  expect((await refusal(refused, 429, 'too_many_requests')).message).toBe(
    '歇一歇，40 秒後可以再發。這篇文章在慢速模式：每人每 60 秒一條。',
  )
  expect((await write('two')).status).toBe(201)
  service.clock.advance(40)
  expect((await write('one')).status).toBe(201)
  expect((await setSlow(lead, 0)).status).toBe(204)
  expect((await write('one')).status).toBe(201)
  expect(await count()).toBe(5)
})

test('of ten comments that a reader sends to two processes at once one is taken', async () => {
  await write('first')
  await setSlow(await enter('lead'), 300)
  const other = createService(database.db, { secretKey })
  other.clock.time = service.clock.time
  const sent = Array.from({ length: 10 }, (_, n) => write('racer', { to: n % 2 ? other : service }))
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, ...Array(9).fill(429)])
  expect(await count()).toBe(2)
})

test('a turn that led to no comment is given back', async () => {
  await write('first', { key: 'k' })
  await setSlow(await enter('lead'), 300)
  const [token, headers] = [await signToken(service.clock, { sub: 'first' }), { 'Idempotency-Key': 'k' }]
  await refusal(await post(service, { article, token, text: '另一條', headers }), 422, 'idempotency_conflict')
  expect((await write('first')).status).toBe(201)
})

test('an article is slow by itself above a rate, in every process, until it has long been calm', async () => {
  const pacing = createPacing({ ...PACE, articleCommentsPerMinute: 6 })
  service = createService(database.db, { secretKey, pacing })
  for (let n = 0; n < 6; n += 1) expect((await write(`reader-${n}`)).status).toBe(201)
  expect(await slowSeconds()).toBe(0)
  service.clock.advance(5)
  expect((await write('reader-0')).status).toBe(201)
  expect(await slowSeconds()).toBe(30)
  const other = createService(database.db, { secretKey })
  other.clock.time = service.clock.time
  await refusal(await write('reader-0', { to: other }), 429, 'too_many_requests')
  // A third of the rate keeps it slow beyond the five minutes.
  for (let n = 0; n < 16; n += 1) {
    service.clock.advance(20)
    expect((await write(`later-${n}`)).status).toBe(201)
  }
  expect(await slowSeconds()).toBe(30)
  service.clock.advance(301)
  expect(await slowSeconds()).toBe(0)
})

test('a proof is asked while an article is under flood, and the same request goes on with it', async () => {
  service = createService(database.db, { secretKey, pacing: createPacing({ ...PACE, articleCommentsPerMinute: 2 }) })
  await write('first')
  await setSlow(await enter('lead'), 0)
  for (let n = 0; n < 7; n += 1) expect((await write(`reader-${n}`)).status).toBe(201)
  service.clock.advance(5)
  const asked = await write('reader-0', { key: 'one' })
  expect(asked.status).toBe(428)
  const proof = await solve(asked)
  await refusal(await write('reader-1', { key: 'one', proof }), 428, 'proof_required')
  const answers = await Promise.all(['one', 'two'].map((key) => write('reader-0', { key, proof })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 428])
  expect(await count()).toBe(9)
  service.clock.advance(301)
  expect((await write('reader-0')).status).toBe(201)
})

test('a proof is asked of an address that posts faster than people, and of no other', async () => {
  service = createService(database.db, {
    secretKey,
    pacing: createPacing({ ...PACE, requestsPerAddressPerMinute: 20 }),
  })
  for (let n = 0; n < 4; n += 1) expect((await write(`reader-${n}`)).status).toBe(201)
  const asked = await write('reader-4')
  expect(asked.status).toBe(428)
  expect((await write('reader-4', { proof: await solve(asked) })).status).toBe(201)
  expect((await post(service, { article, address: '203.0.113.8' })).status).toBe(201)
})
