import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { Contract, type OpenApiDocument, type Operation } from './contract.ts'
import { addModerator, Console } from './moderator.ts'
import { nearMisses, samplesOf } from './schema-samples.ts'
import { createService, ORIGIN, PUBLIC_URL, type Service, signToken } from './service.ts'

// Each of more than eighty operations is asked dozens of times; every answer is held against the document.
vi.setConfig({ testTimeout: 240_000 })

let database: TestDatabase
let service: Service
let contract: Contract
let admin: Console
let admins = 0

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  service = createService(database.db)
  contract = new Contract((await (await service.request('/openapi.json')).json()) as OpenApiDocument)
  await enter()
})
afterAll(() => database.drop())

interface Asked {
  readonly body?: BodyInit
  readonly headers?: Record<string, string>
  readonly method?: string
}

/** As somebody new, whom no earlier failure locks out. */
async function enter(): Promise<void> {
  admins += 1
  const username = `admin-${admins}`
  await addModerator(database.db, { username, role: 'admin' })
  admin = new Console(service)
  admin.address = `198.51.100.${admins % 250}`
  await admin.enter(username)
}

const ID = '0198c2f0-0000-7000-8000-000000000000'

function filled({ path }: Operation, place = ID): string {
  return path.replace(/\{\w+\}/g, () => place)
}

/** Asks as somebody who has every right, and throws where the answer is not as documented. */
async function ask(operation: Operation, url: string, { body, headers = {}, method }: Asked = {}): Promise<Response> {
  const isModerators = operation.tags.includes('moderator')
  const own: Record<string, string> = isModerators
    ? { Origin: PUBLIC_URL, Cookie: [admin.browser, admin.cookie].join('; '), 'X-CSRF-Token': admin.csrfToken }
    : { Origin: ORIGIN, Authorization: `Bearer ${await signToken(service.clock)}` }
  const typed = body === undefined ? own : { ...own, 'Content-Type': 'application/json' }
  const init = {
    method: method ?? operation.method,
    headers: { ...typed, ...headers },
    ...(body === undefined ? {} : { body }),
  }
  const response = await service.request(url, init, { address: '203.0.113.9' })
  await response.body?.cancel()
  expect(response.status).toBeLessThan(500)
  // What was asked may have ended the session.
  if (isModerators && response.status === 401 && (await admin.send('GET', '/session')).status === 401) await enter()
  return response
}

/** Those that end what the next ones need. */
const LAST = /session|password|second-factor|people/

async function everyOperation(ask: (operation: Operation) => Promise<void>): Promise<void> {
  const order = (one: Operation): number => Number(LAST.test(one.path))
  for (const operation of [...contract.operations].sort((one, other) => order(one) - order(other))) await ask(operation)
}

const BROKEN = ['', '{', '[]', 'null', '0', '"text"', '{"text":', '{"text":"\\ud800"}', '{"__proto__":{"a":1}}', '{}{}']

test('a body that is no JSON, or JSON of another shape, is refused as documented', async () => {
  await everyOperation(async (operation) => {
    if (!operation.body) return
    for (const body of [
      ...BROKEN,
      `${'['.repeat(3000)}${']'.repeat(3000)}`,
      Buffer.from([0xff, 0xfe, 0x7b]),
      'a'.repeat(2 ** 20),
    ]) {
      const { status } = await ask(operation, filled(operation), { body })
      expect(status, `${operation.method} ${operation.path} ${String(body).slice(0, 20)}`).toBeGreaterThanOrEqual(400)
    }
  })
})

test('a body of another type or encoding is refused as documented', async () => {
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; charset=gbk',
    '',
    '*/*',
    'é',
  ]
  await everyOperation(async (operation) => {
    if (!operation.body) return
    for (const type of types) await ask(operation, filled(operation), { body: '{}', headers: { 'Content-Type': type } })
    for (const encoding of ['gzip', 'br', 'x'])
      await ask(operation, filled(operation), { body: '{}', headers: { 'Content-Encoding': encoding } })
  })
})

test('what is nearly what a route takes gets a documented answer', async () => {
  await everyOperation(async (operation) => {
    const { body } = operation
    if (!body) return
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(samplesOf(body, contract.schemas), nearMisses(body, contract.schemas)),
        async (value) => {
          await ask(operation, filled(operation), { body: JSON.stringify(value) })
        },
      ),
      { numRuns: 12 },
    )
  })
})

const PLACES = [
  'x',
  '%00',
  '%F0%9F%98%80',
  '..%2F..',
  "'%3B--",
  'NaN',
  '-1',
  'a'.repeat(2000),
  `${ID}x`,
  ID.toUpperCase(),
]

test('whatever stands in the path or the query, the answer is a documented one', async () => {
  await everyOperation(async (operation) => {
    const isPlaced = operation.path.includes('{')
    for (const place of PLACES) {
      if (isPlaced) await ask(operation, filled(operation, place))
      const query = [
        'cursor',
        'limit',
        'sort',
        'site',
        'lang',
        'since',
        'until',
        'status',
        'article',
        'days',
        'q',
        'text',
      ]
      await ask(operation, `${filled(operation)}?${query.map((name) => `${name}=${place}`).join('&')}`)
      await ask(operation, `${filled(operation)}?${query.map((name) => `${name}=1&${name}=${place}`).join('&')}`)
    }
    for (const broken of ['%', '%e4%bd', '%ff'])
      expect((await ask(operation, `${filled(operation)}?a=${broken}`)).status).toBe(400)
  })
})

test('a method that a path does not know is refused with those that it knows', async () => {
  await everyOperation(async (operation) => {
    const known = contract.methodsAt(filled(operation))
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'M-SEARCH']) {
      if (known.includes(method)) continue
      const response = await ask(operation, filled(operation), { method })
      expect(response.status, `${method} ${operation.path}`).toBe(405)
      expect(response.headers.get('Allow')?.split(', ')).toEqual(expect.arrayContaining([...known]))
    }
  })
})

test('whoever says who they are in another way is refused as documented', async () => {
  const claims = ['', 'Bearer', 'Bearer ', 'Bearer x.y.z', `Bearer ${'a'.repeat(9000)}`, 'Basic YTpi', 'bearer null']
  await everyOperation(async (operation) => {
    for (const authorization of claims)
      await ask(operation, filled(operation), {
        headers: { Authorization: authorization, Cookie: `a=${authorization}; ;=` },
      })
    for (const origin of ['null', 'https://elsewhere.example', 'x', `${ORIGIN}.evil.example`])
      await ask(operation, filled(operation), { headers: { Origin: origin } })
  })
})
