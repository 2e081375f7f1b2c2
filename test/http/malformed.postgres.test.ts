import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { createService, ORIGIN, post, type Service, signToken } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan' })
  service = createService(database.db)
})
afterAll(() => database.drop())

/** An answer that is an error is one of ours; no input makes the service fail. */
async function expectOurs(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500)
  if (response.status < 400) return
  expect(await response.json()).toMatchObject({ code: expect.stringMatching(/^\w+$/), message: expect.any(String) })
}

const bytes = fc.uint8Array({ maxLength: 400 }).map((body) => Buffer.from(body))
const json = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify({ text })),
)

test('whatever bytes are posted, the answer is 2xx or 4xx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, json), async (body) => expectOurs(await post(service, { body }))),
    { numRuns: 200 },
  )
})

test('whatever the article key, page, idempotency key or query, the answer is 2xx or 4xx', async () => {
  const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.webQueryParameters(), fc.webPath())
  await fc.assert(
    fc.asyncProperty(noise, noise, async (one, other) => {
      const path = encodeURI(one).replaceAll('?', '%3F').replaceAll('#', '%23')
      const query = encodeURIComponent(other)
      await expectOurs(await service.request(`/v1/articles/${path}/comments?cursor=${query}&limit=${query}`))
      await expectOurs(await service.request(`/v1/counts?article=${query}`))
      const page = { title: one, url: `${ORIGIN}/${other}` }
      const headers = { 'Idempotency-Key': other.replace(/[^\x20-\x7e]/g, '') }
      await expectOurs(await post(service, { article: 'known', body: JSON.stringify({ text: '好', page }), headers }))
    }),
    { numRuns: 150 },
  )
})

test('whatever is put in a URL, percent signs and all, the answer is 2xx, 3xx or 4xx', async () => {
  const raw = fc.stringMatching(/^[\x21-\x22\x24-\x3e\x40-\x7e]{0,40}$/)
  await fc.assert(
    fc.asyncProperty(raw, async (path) => {
      await expectOurs(await service.request(`/v1/articles/${path}/comments`))
      await expectOurs(await service.request(`/${path}`.replace(/^\/+/, '/')))
    }),
    { numRuns: 200 },
  )
})

test('whatever a moderator sends, the answer is 2xx or 4xx', async () => {
  const console = new Console(service)
  await console.enter('chenlan')
  const paths = ['/session', '/comments/x/decisions', '/comments/0198c2f0-0000-7000-8000-000000000000/decisions']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), async (path, body) =>
      expectOurs(await console.send('POST', path, body)),
    ),
    { numRuns: 100 },
  )
})

test('whatever claims a token carries, the answer is 2xx or 4xx', async () => {
  const claim = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(claim, claim, claim, async (sub, name, exp) => {
      const token = await signToken(service.clock, { sub, name, ...(fc.stringify(exp).length % 2 ? { exp } : {}) })
      await expectOurs(await post(service, { token }))
    }),
    { numRuns: 100 },
  )
})
