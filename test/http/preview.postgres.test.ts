import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, type Service, signToken, TEXTS } from './service.ts'

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

async function preview(text: unknown, { token, ...headers }: Record<string, string> = {}): Promise<Response> {
  return service.request('/v1/preview', {
    method: 'POST',
    headers: {
      Origin: ORIGIN,
      Authorization: `Bearer ${token ?? (await signToken(service.clock))}`,
      'Content-Type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ text }),
  })
}

test('a text that would pass is answered with nothing but that', async () => {
  const response = await preview(TEXTS.pass)
  expect(response.status).toBe(200)
  const nothing = { category: null, categoryName: null, message: null, phrases: [] }
  expect(await response.json()).toEqual({ verdict: 'pass', ...nothing })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('a text that would wait is answered with category, reason and phrases, and with no weight or chance', async () => {
  const before = await countRows(database.db)
  const response = await preview(`  ${TEXTS.hold}\n`, { 'Accept-Language': 'en' })
  const body = await response.text()
  expect(JSON.parse(body)).toMatchObject({
    verdict: 'hold',
    category: expect.any(String),
    categoryName: expect.stringMatching(/^[A-Z]/),
    message: expect.stringContaining('digits'),
    phrases: [{ text: '13812345678', start: 7, end: 18 }],
  })
  expect(body).not.toMatch(/weight|risk|threshold|version|rule|evidence|0\.\d/)
  expect(await countRows(database.db)).toEqual(before)
})

test('a text that would be refused is answered with what its author would read', async () => {
  expect(await (await preview(TEXTS.block)).json()).toMatchObject({
    verdict: 'block',
    category: 'porn',
    message: expect.stringContaining('承諾書第 8 條'),
  })
})

test('only who may post may ask, and only for what may be posted', async () => {
  await refusal(await preview(TEXTS.pass, { Authorization: '' }), 401, 'token_missing')
  const token = await signToken(service.clock, { verified: false })
  await refusal(await preview(TEXTS.pass, { token }), 403, 'reader_unverified')
  await refusal(await preview(' '), 422, 'text_empty')
  await refusal(await preview('長'.repeat(2001)), 422, 'text_too_long')
  await refusal(await preview(7), 400, 'invalid_request')
})

test('asking is paced by reader, apart from posting', async () => {
  const pace = { commentsPerReader: 1, previewsPerReader: 2, readerMinutes: 10, requestsPerAddressPerMinute: 1000 }
  service = createService(database.db, { pacing: createPacing(pace) })
  for (let asked = 0; asked < 2; asked += 1) expect((await preview(TEXTS.pass)).status).toBe(200)
  const response = await preview(TEXTS.pass)
  expect(Number(response.headers.get('retry-after'))).toBe(600)
  await refusal(response, 429, 'too_many_requests')
  const token = await signToken(service.clock, { sub: 'another' })
  expect((await preview(TEXTS.pass, { token })).status).toBe(200)
  service.clock.advance(601)
  expect((await preview(TEXTS.pass)).status).toBe(200)
})
