import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Cards } from '../../src/http/moderator/card-schemas.ts'
import { LiveFeed } from '../../src/http/moderator/live/feed.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { emptyQueue, eventTypes } from '../review/queue.ts'
import { EventStream } from './event-stream.ts'
import { addModerator, Console } from './moderator.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service
let feed: LiveFeed
let chenlanId: string
let admin: Console
let commentId: string

beforeAll(async () => {
  database = await createTestDatabase(20)
  const { db } = database
  await createFactory(db).site.insert({ origins: [ORIGIN] })
  await createFactory(db).article.insert()
  chenlanId = await addModerator(db, { username: 'chenlan' })
  await addModerator(db, { username: 'admin', role: 'admin' })
})

beforeEach(async () => {
  const { db, connectionString } = database
  await emptyQueue(db)
  commentId = (await createFactory(db).comment.insert()).id
  feed = new LiveFeed({ db, connectionString, log: pino({ level: 'silent' }) })
  service = createService(db, { live: feed })
  admin = new Console(service)
  await admin.enter('admin')
})

afterEach(() => feed.stop())

afterAll(() => database.drop())

async function enter(): Promise<Console> {
  const console = new Console(service)
  await console.enter('chenlan')
  return console
}

async function claims(console: Console): Promise<number> {
  return Cards.parse(await (await console.send('POST', '/claims', { queue: 'held' })).json()).cards.length
}

const holder = async () =>
  (await database.db.selectFrom('comment').select('lease_holder').where('id', '=', commentId).executeTakeFirstOrThrow())
    .lease_holder

test('whoever signs out gives back what they hold, with the last of their sessions', async () => {
  const [one, other] = [await enter(), await enter()]
  expect(await claims(one)).toBe(1)
  expect((await other.send('DELETE', '/session')).status).toBe(204)
  expect(await holder()).toBe(chenlanId)
  expect((await one.send('DELETE', '/session')).status).toBe(204)
  expect(await holder()).toBeNull()
  expect((await eventTypes(database.db, commentId)).slice(-2)).toEqual(['lease.claimed', 'lease.released'])
  expect(await claims(admin)).toBe(1)
})

test.each([
  ['is shut out', { change: 'disable' }, { change: 'enable' }],
  ['is signed out by an admin', { change: 'sign_out' }, null],
  ['is given another role', { change: 'role', role: 'lead' }, { change: 'role', role: 'moderator' }],
])('whoever %s holds nothing any more, and hears no more', async (_, change, back) => {
  const chenlan = await enter()
  expect(await claims(chenlan)).toBe(1)
  const stream = new EventStream(await chenlan.send('GET', '/events'))
  await stream.next('counts')
  const send = (body: object) => admin.send('POST', `/people/${chenlanId}/changes`, body)
  const { status } = await send(change)
  const [held, heard] = [await holder(), (await stream.rest()).map(({ event }) => event)]
  if (back) await send(back)
  expect([status, held]).toEqual([200, null])
  expect(heard).toContain('session_ended')
  expect(await claims(admin)).toBe(1)
})
