import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeopleView } from '../../src/http/moderator/people/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { enrol } from './authenticator.ts'
import { addModerator, Console, PASSWORD } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert({ origins: [ORIGIN] })
  await factory.site.insert({ id: 'canal', name: '運河新聞', origins: ['https://canal.example'] })
  for (const siteId of ['demo', 'canal']) await addModerator(database.db, { siteId, username: 'boss', role: 'admin' })
  service = createService(database.db)
})
afterAll(() => database.drop())

function consoleOf(site: string): Console {
  const console = new Console(service)
  console.site = site
  return console
}

async function join(site: string, role: string): Promise<Console> {
  const admin = consoleOf(site)
  await admin.enter('boss')
  const { link } = await (await admin.send('POST', '/invitations', { displayName: '王編輯', role })).json()
  expect(link).toContain(`/console/?site=${site}#join=`)
  const invited = consoleOf(site)
  const chosen = { token: link.split('#join=')[1], username: 'wang', displayName: '王編輯', password: PASSWORD }
  await invited.keep(await invited.send('POST', '/joinings', chosen))
  return invited
}

test('one person serves two sites by an invitation to each, with a role, a session and a second factor for each', async () => {
  const [demo, canal] = [await join('demo', 'moderator'), await join('canal', 'admin')]
  const who = async (console: Console) => (await console.send('GET', '/session')).json()
  expect(await who(demo)).toMatchObject({ site: { id: 'demo' }, moderator: { username: 'wang', role: 'moderator' } })
  expect(await who(canal)).toMatchObject({ site: { id: 'canal' }, moderator: { username: 'wang', role: 'admin' } })

  await refusal(await demo.send('GET', '/people'), 403, 'role_forbidden')
  const { people } = PeopleView.parse(await (await canal.send('GET', '/people')).json())
  expect(people.map(({ username }) => username)).toEqual(['boss', 'wang'])
  const strangers = await database.db.selectFrom('moderator').select('id').where('site_id', '=', 'demo').execute()
  for (const { id } of strangers)
    await refusal(await canal.send('POST', `/people/${id}/changes`, { change: 'disable' }), 404, 'person_unknown')

  await enrol(demo, service.clock)
  expect((await consoleOf('canal').signIn('wang')).status).toBe(200)
  await refusal(await consoleOf('demo').signIn('wang'), 401, 'code_required')
})

test('a console that names no site asks for one', async () => {
  await refusal(await new Console(service).signIn('wang'), 400, 'invalid_request')
})
