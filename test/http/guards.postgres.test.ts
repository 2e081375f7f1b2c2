import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

/** For whoever has no session yet. */
const OPEN = ['POST /session', 'POST /joinings/invitation', 'POST /joinings']

/** What everybody does to their own account, whatever their role. */
const OWN = [
  'DELETE /session',
  'POST /password',
  'DELETE /account/sessions',
  'POST /account/second-factor',
  'POST /account/second-factor/confirmation',
  'DELETE /account/second-factor',
]

/** What those may do who still have to choose a password or to set up a second factor. */
const UNSETTLED = [...OWN, 'GET /session', 'GET /account']

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  service = createService(database.db)
})
afterAll(() => database.drop())

interface Route {
  readonly method: string
  readonly path: string
  readonly name: string
}

/** Every route as it is registered, with ids in the places of its parameters. */
function routes(): Route[] {
  const prefix = '/v1/moderator'
  const registered = service.app.routes.filter(({ path, method }) => path.startsWith(`${prefix}/`) && method !== 'ALL')
  const named = registered.map(
    ({ method, path }) => [`${method} ${path.slice(prefix.length)}`, { method, path }] as const,
  )
  return [...new Map(named)].map(([name, { method, path }]) => ({
    name,
    method,
    path: path.slice(prefix.length).replace(/:\w+(\{[^}]*\})?/g, () => uuidv7()),
  }))
}

const ask = (console: Console, { method, path }: Route) => console.send(method, path, method === 'GET' ? undefined : {})

test('the routes are found, and every exception is one of them', () => {
  const names = routes().map(({ name }) => name)
  expect(names.length).toBeGreaterThan(20)
  for (const exception of [...OPEN, ...UNSETTLED]) expect(names).toContain(exception)
})

test('every route asks for a session', async () => {
  for (const route of routes().filter(({ name }) => !OPEN.includes(name)))
    await refusal(await ask(new Console(service), route), 401, 'session_required')
})

test('every write asks for its token', async () => {
  await addModerator(database.db, { username: 'forged', role: 'admin' })
  const console = new Console(service)
  await console.enter('forged')
  console.csrfToken = ''
  for (const route of routes().filter(({ name, method }) => method !== 'GET' && !OPEN.includes(name)))
    await refusal(await ask(console, route), 403, 'csrf_invalid')
})

test('an auditor changes nothing but their own account', async () => {
  await addModerator(database.db, { username: 'eyes', role: 'auditor' })
  const auditor = new Console(service)
  await auditor.enter('eyes')
  const writes = routes().filter(({ name, method }) => method !== 'GET' && !OPEN.includes(name) && !OWN.includes(name))
  expect(writes.length).toBeGreaterThan(8)
  for (const route of writes) {
    const { code } = await (await ask(auditor, route)).json()
    expect([route.name, code]).toEqual([route.name, 'role_forbidden'])
  }
})

test('whoever still has to choose a password does nothing else', async () => {
  await addModerator(database.db, { username: 'newcomer', role: 'admin', isOneTime: true })
  const newcomer = new Console(service)
  await newcomer.enter('newcomer')
  for (const route of routes().filter(({ name }) => !OPEN.includes(name) && !UNSETTLED.includes(name))) {
    const { code } = await (await ask(newcomer, route)).json()
    expect([route.name, code]).toEqual([route.name, 'password_change_required'])
  }
})
