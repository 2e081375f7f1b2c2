import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
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

const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } })

test.each(['pass', 'hold', 'block'] as const)(
  'a repeat of a comment that is to %s gets the same answer',
  async (kind) => {
    const wanted = { text: TEXTS[kind], ...withKey(`repeat-${kind}`) }
    const first = await post(service, wanted)
    const body = await first.text()
    const rows = await countRows(database.db)
    service.clock.advance(60)
    const second = await post(service, wanted)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(JSON.parse(await second.text())).toEqual(JSON.parse(body))
    expect(await countRows(database.db)).toEqual(rows)
  },
)

test('a repeat is answered after a restart and after the article was closed', async () => {
  const secretKey = Buffer.alloc(32, 7)
  const before = createService(database.db, { secretKey })
  const wanted = { article: 'article-to-close', ...withKey('restart') }
  const first = OwnComment.parse(await (await post(before, wanted)).json())
  await database.db.updateTable('article').set({ mode: 'closed' }).where('id', '=', 'article-to-close').execute()
  const second = await post(createService(database.db, { secretKey }), wanted)
  expect(second.status).toBe(201)
  expect(OwnComment.parse(await second.json())).toEqual(first)
})

test('the same key for another text, article or page is a conflict that stores nothing', async () => {
  await post(service, withKey('conflict'))
  const rows = await countRows(database.db)
  const page = { title: '別的', url: `${ORIGIN}/other` }
  for (const other of [
    { text: '另一句話。' },
    { article: 'another-article' },
    { body: JSON.stringify({ text: TEXTS.pass, page }) },
  ])
    await refusal(await post(service, { ...other, ...withKey('conflict') }), 422, 'idempotency_conflict')
  expect(await countRows(database.db)).toEqual(rows)
})

test('space around a text, or in the JSON around it, does not make it another comment', async () => {
  const first = OwnComment.parse(await (await post(service, withKey('space'))).json())
  const body = `{ "text" : ${JSON.stringify(`\n${TEXTS.pass} `)} }`
  expect(OwnComment.parse(await (await post(service, { body, ...withKey('space') })).json())).toEqual(first)
})

test('a key belongs to its reader', async () => {
  const other = await signToken(service.clock, { sub: 'reader-2' })
  const mine = OwnComment.parse(await (await post(service, withKey('shared'))).json())
  const theirs = OwnComment.parse(
    await (await post(service, { token: other, text: '別人的話。', ...withKey('shared') })).json(),
  )
  expect(theirs.id).not.toBe(mine.id)
  expect(theirs.text).toBe('別人的話。')
})

test.each([
  ['empty', ''],
  ['with a space', 'a b'],
  ['with other than ASCII', 'kéy'],
  ['of 129 characters', 'x'.repeat(129)],
])('a key that is %s is refused', async (_, key) => {
  const rows = await countRows(database.db)
  const { issues } = await refusal(await post(service, withKey(key)), 400, 'invalid_request')
  expect(issues?.[0]?.path).toBe('Idempotency-Key')
  expect(await countRows(database.db)).toEqual(rows)
})

test('of twenty posts at once with one key there is one comment and one answer', async () => {
  const before = await countRows(database.db)
  const responses = await Promise.all(Array.from({ length: 20 }, () => post(service, withKey('race'))))
  const bodies = await Promise.all(responses.map((response) => response.json()))
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]))
  for (const body of bodies) expect(body).toEqual(bodies[0])
  const after = await countRows(database.db)
  expect(after['comment']).toBe((before['comment'] ?? 0) + 1)
  expect(after['idempotency_key']).toBe((before['idempotency_key'] ?? 0) + 1)
})

test('two processes that race with one key store one comment', async () => {
  const secretKey = Buffer.alloc(32, 7)
  const services = [createService(database.db, { secretKey }), createService(database.db, { secretKey })]
  const token = await signToken(service.clock, { sub: 'reader of two processes' })
  const posts = Array.from({ length: 10 }, (_, index) => post(services[index % 2]!, { token, ...withKey('processes') }))
  const bodies = await Promise.all(
    (await Promise.all(posts)).map(async (response) => OwnComment.parse(await response.json())),
  )
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
  const stored = await database.db
    .selectFrom('comment')
    .innerJoin('idempotency_key', 'idempotency_key.comment_id', 'comment.id')
    .select('comment.id')
    .where('key', '=', 'processes')
    .execute()
  expect(stored).toHaveLength(1)
})

test('a repeat costs nothing of the allowance, not even in a race', async () => {
  const pacing = createPacing({ commentsPerReader: 2, readerMinutes: 10, requestsPerAddressPerMinute: 1000 })
  const paced = createService(database.db, { pacing })
  const token = await signToken(paced.clock, { sub: 'a paced reader' })
  const responses = await Promise.all(Array.from({ length: 10 }, () => post(paced, { token, ...withKey('paced') })))
  expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(201))
  expect((await post(paced, { token })).status).toBe(201)
  await refusal(await post(paced, { token }), 429, 'too_many_requests')
  expect((await post(paced, { token, ...withKey('paced') })).status).toBe(201)
})

test('the loser of a race between processes gets its place in the allowance back', async () => {
  const pacing = createPacing({ commentsPerReader: 2, readerMinutes: 10, requestsPerAddressPerMinute: 1000 })
  const shared = { pacing, secretKey: Buffer.alloc(32, 7) }
  const [one, other] = [createService(database.db, shared), createService(database.db, shared)]
  const token = await signToken(one.clock, { sub: 'reader of a lost race' })
  const wanted = { token, ...withKey('lost-race') }
  const statuses = (await Promise.all([post(one, wanted), post(other, wanted)])).map(({ status }) => status)
  expect(statuses).toEqual([201, 201])
  expect((await post(one, { token })).status).toBe(201)
  await refusal(await post(one, { token }), 429, 'too_many_requests')
})

test('a refused comment leaves its key free', async () => {
  const pacing = createPacing({ commentsPerReader: 1, readerMinutes: 10, requestsPerAddressPerMinute: 1000 })
  const paced = createService(database.db, { pacing })
  const token = await signToken(paced.clock, { sub: 'a reader who tries again' })
  await post(paced, { token })
  await refusal(await post(paced, { token, ...withKey('later') }), 429, 'too_many_requests')
  paced.clock.advance(600)
  expect(
    (
      await post(paced, {
        token: await signToken(paced.clock, { sub: 'a reader who tries again' }),
        text: '換一句。',
        ...withKey('later'),
      })
    ).status,
  ).toBe(201)
})
