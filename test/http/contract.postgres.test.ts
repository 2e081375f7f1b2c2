import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { createDatabase } from '../../src/storage/database.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { Contract, type OpenApiDocument, type Operation } from './contract.ts'
import { addModerator, Console } from './moderator.ts'
import { createService, ORIGIN, PUBLIC_URL, type Service, signToken } from './service.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const ID = '0198c2f0-0000-7000-8000-000000000000'

/** The claims by which a portal speaks for itself, for a minute. */
const PORTAL = { aud: 'portal', exp: Math.floor(Date.now() / 1000) + 60 }
const SECRET_KEY = Buffer.alloc(32, 7)
/** Whatever is asked, there is no room for it. */
const FULL = {
  ...createPacing({ commentsPerReader: 1, readerMinutes: 10, requestsPerAddressPerMinute: 1 }),
  ...{ write: async () => 7, read: async () => 7, signIn: async () => 7 },
}

/** What can be met by every route alike; what only one can answer is met by that route's own tests. */
const SHARED = [400, 401, 403, 405, 413, 415, 429, 500, 503] as const
/** They ask nothing of the database, or answer for it. */
const UNBREAKABLE = ['GET /healthz 500', 'GET /healthz 503', 'GET /readyz 500']

let database: TestDatabase
let torn: TestDatabase
let service: Service
let contract: Contract
let moderator: Console
let newcomer: Console

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'zhouning', role: 'admin' })
  await addModerator(database.db, { username: 'newcomer', isOneTime: true })
  service = createService(database.db, { secretKey: SECRET_KEY })
  contract = new Contract((await (await service.request('/openapi.json')).json()) as OpenApiDocument)
  moderator = new Console(service)
  await moderator.enter('zhouning')
  newcomer = new Console(service)
  await newcomer.enter('newcomer')
  torn = await createTestDatabase()
  await sql`drop schema public cascade`.execute(torn.db)
})
afterAll(async () => {
  await database.drop()
  await torn.drop()
})

interface Asking {
  readonly of?: Service
  readonly as?: Console
  readonly method?: string
  readonly query?: string
  readonly body?: string
  readonly headers?: Record<string, string | undefined>
}

/** Asks an operation as somebody with every right. */
async function ask(operation: Operation, { of = service, as = moderator, query = '', ...asking }: Asking = {}) {
  const own = operation.tags.includes('moderator')
    ? { Origin: PUBLIC_URL, Cookie: `${as.browser}; ${as.cookie}`, 'X-CSRF-Token': as.csrfToken }
    : {
        Origin: ORIGIN,
        Authorization: `Bearer ${await signToken(of.clock, operation.tags.includes('portal') ? PORTAL : {})}`,
      }
  const body = asking.body ?? (operation.body ? (BODIES[operation.path] ?? '{}') : undefined)
  const headers = { ...own, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...asking.headers }
  const present = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const url = `${operation.path.replace(/\{\w+\}/g, ID)}${query}`
  const init = { method: asking.method ?? operation.method, headers: present, ...(body === undefined ? {} : { body }) }
  const response = await of.request(url, init, { address: '203.0.113.9' })
  await response.body?.cancel()
  return response
}

const JOINING = { username: 'nobody', displayName: '沒有人', password: 'not a password of anybody' }
/** What is looked at before the database, the session and the pace are. */
const BODIES: Readonly<Record<string, string>> = {
  '/v1/moderator/session': JSON.stringify({ username: JOINING.username, password: JOINING.password }),
  '/v1/moderator/joinings/invitation': JSON.stringify({ token: 'x' }),
  '/v1/moderator/joinings': JSON.stringify({ token: 'x', ...JOINING }),
}

/** Brings each status about, whichever operation answers it. */
const WAYS: Record<(typeof SHARED)[number], (operation: Operation) => Promise<Response>> = {
  400: (operation) => ask(operation, { query: '?lang=%ff' }),
  401: (operation) => ask(operation, { headers: { Cookie: undefined, Authorization: 'Bearer nobody' } }),
  403: (operation) =>
    operation.tags.includes('moderator') && operation.method === 'GET'
      ? ask(operation, { as: newcomer })
      : ask(operation, { headers: { Origin: 'https://elsewhere.example', 'X-CSRF-Token': undefined } }),
  405: (operation) => ask(operation, { method: 'PROPFIND' }),
  413: (operation) => ask(operation, { body: `"${'a'.repeat(2 ** 20)}"` }),
  415: (operation) => ask(operation, { headers: { 'Content-Type': 'text/plain' } }),
  429: (operation) => ask(operation, { of: createService(database.db, { pacing: FULL, secretKey: SECRET_KEY }) }),
  500: (operation) => ask(operation, { of: createService(torn.db) }),
  503: async (operation) => {
    const gone = createDatabase('postgres://nobody@127.0.0.1:9/nothing', 1)
    return ask(operation, { of: createService(gone) }).finally(() => gone.destroy())
  },
}

describe('every operation answers as it is documented to', () => {
  test.each(SHARED)('with %i', async (status) => {
    const met: string[] = []
    const missed: string[] = []
    for (const operation of contract.operations) {
      const named = `${operation.method} ${operation.path} ${status}`
      if (!operation.statuses.includes(status) || UNBREAKABLE.includes(named)) continue
      const response = await WAYS[status](operation)
      if (response.status === status) met.push(named)
      else missed.push(`${named}: ${response.status}`)
    }
    expect(missed).toEqual([])
    expect(met.length).toBeGreaterThan(0)
  })
})
