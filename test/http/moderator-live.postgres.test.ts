import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Cards } from '../../src/http/moderator/card-schemas.ts'
import { LiveFeed } from '../../src/http/moderator/live/feed.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { formatCursor, parseCursor, readChanges } from '../../src/storage/change-feed.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { EventStream } from './event-stream.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let feeds: LiveFeed[]
let services: Service[]
let chenlan: Console
let wutong: Console
let streams: EventStream[]

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'lead', role: 'lead' })
})

/** Two processes on one database: 陳嵐 works through the first, 吳桐 through the second. */
beforeEach(async () => {
  const { db, connectionString } = database
  feeds = [1, 2].map(() => new LiveFeed({ db, connectionString, log: pino({ level: 'silent' }) }))
  services = feeds.map((live) => createService(db, { live }))
  streams = []
  chenlan = new Console(services[0]!)
  wutong = new Console(services[1]!)
  await chenlan.enter('chenlan')
  await wutong.enter('wutong')
})

afterEach(async () => {
  await Promise.all(feeds.map((feed) => feed.stop()))
  await Promise.all(streams.map((stream) => stream.close()))
  await database.db
    .updateTable('comment')
    .set({ status: 'withdrawn', lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null })
    .where('status', '=', 'held')
    .execute()
})

afterAll(() => database.drop())

async function watch(console: Console, lastId?: string): Promise<EventStream> {
  const response = await console.send('GET', '/events', undefined, lastId ? { 'Last-Event-ID': lastId } : {})
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const stream = new EventStream(response)
  streams.push(stream)
  return stream
}

async function hold(): Promise<string> {
  services[0]!.clock.advance(1)
  return OwnComment.parse(await (await post(services[0]!, { text: TEXTS.hold })).json()).id
}

async function claim(console: Console) {
  const [card] = Cards.parse(await (await console.send('POST', '/claims', {})).json()).cards
  return card!
}

interface Counts {
  readonly queue: string
  readonly waiting: number
}

const heldOf = ({ queues }: Record<string, unknown>) =>
  (queues as Counts[]).find(({ queue }) => queue === 'held')?.waiting

describe('the stream of changes', () => {
  test('begins with how the queues stand, and tells across processes what comes, who takes it and who decides', async () => {
    const stream = await watch(chenlan)
    expect(heldOf((await stream.next('counts')).content)).toBe(0)
    const id = await hold()
    expect(await stream.change('arrived', id)).toMatchObject({ queue: 'held', by: null, isOwn: false })
    await stream.next('counts', (content) => heldOf(content) === 1)
    const card = await claim(wutong)
    expect(await stream.change('claimed', id)).toMatchObject({ queue: 'held', by: '吳桐', isOwn: false })
    const body = { leaseToken: card.lease.token, kind: 'publish', category: null }
    await wutong.send('POST', `/comments/${id}/decisions`, body)
    expect(await stream.change('decided', id)).toMatchObject({ queue: 'held', by: '吳桐' })
    await stream.next('counts', (content) => heldOf(content) === 0)
  })

  test('tells a moderator’s own doings as their own, in every page of theirs', async () => {
    const [one, two] = [await watch(chenlan), await watch(chenlan)]
    const id = await hold()
    const card = await claim(chenlan)
    await chenlan.send('POST', `/comments/${id}/skips`, { leaseToken: card.lease.token, reason: 'later' })
    for (const stream of [one, two]) expect(await stream.change('released', id)).toMatchObject({ isOwn: true })
  })

  test('goes on after the connection that listens was killed', async () => {
    const stream = await watch(chenlan)
    await stream.next('counts')
    await killListeners()
    const id = await hold()
    expect(await stream.change('arrived', id)).toBeDefined()
    await listening(1)
    const another = await hold()
    expect(await stream.change('arrived', another)).toBeDefined()
  })

  test('misses nothing between two connections, also what was written before and committed after', async () => {
    const { db } = database
    const before = await watch(chenlan)
    await before.next('counts')
    const [late, soon] = [await hold(), await hold()]
    await before.change('arrived', soon)
    let commit: () => void = () => undefined
    const awaited = new Promise<void>((resolve) => {
      commit = resolve
    })
    let isWritten: () => void = () => undefined
    const written = new Promise<void>((resolve) => {
      isWritten = resolve
    })
    const tell = (commentId: string) =>
      sql`insert into change (site_id, type, comment_id) values (${SITE}, 'noted', ${commentId})`
    const slow = db.transaction().execute(async (trx) => {
      await tell(late).execute(trx)
      isWritten()
      await awaited
    })
    await written
    await tell(soon).execute(db)
    await before.change('noted', soon)
    const { lastId } = before
    await before.close()
    commit()
    await slow
    const away = await hold()

    const after = await watch(chenlan, lastId)
    const { content } = await after.next('changes')
    expect(
      (content['changes'] as { type: string; commentId: string }[]).map(({ type, commentId }) => [type, commentId]),
    ).toEqual([
      ['noted', late],
      ['arrived', away],
    ])
  })

  test('tells one who was away too long, or missed too much, to look at everything anew', async () => {
    const old = formatCursor({ snapshot: '3:3:', at: Date.now() - 31 * 60_000 })
    const stream = await watch(chenlan, old)
    await stream.next('resync')
    expect(parseCursor(stream.lastId)).toBeDefined()

    const start = formatCursor((await readChanges(database.db, { since: null })).cursor)
    await sql`insert into change (site_id, type) select ${SITE}, 'noted' from generate_series(1, 501)`.execute(
      database.db,
    )
    await (await watch(chenlan, start)).next('resync')
  })

  test('takes an id that is none for a first visit', async () => {
    for (const id of [
      'x',
      '1@2:1:',
      '5@10:20:30',
      '5@10:20:15,12',
      '5@0:0:',
      "1@1:1:' or 1=1",
      '1@99999999999999999999:1:',
    ]) {
      expect(parseCursor(id)).toBeUndefined()
      await (await watch(wutong, id)).next('counts')
      await streams.pop()?.close()
    }
  })

  test('shows moderators no queue of the leads', async () => {
    const lead = new Console(services[0]!)
    await lead.enter('lead')
    const names = async (console: Console) => {
      const { content } = await (await watch(console)).next('counts')
      return (content['queues'] as Counts[]).map(({ queue }) => queue)
    }
    expect(await names(chenlan)).not.toContain('escalated')
    expect(await names(lead)).toContain('escalated')
  })

  test('ends when its session does, wherever that is', async () => {
    const stream = await watch(chenlan)
    await stream.next('counts')
    const elsewhere = new Console(services[1]!)
    Object.assign(elsewhere, { cookie: chenlan.cookie, csrfToken: chenlan.csrfToken })
    expect((await elsewhere.send('DELETE', '/session')).status).toBe(204)
    expect((await stream.rest()).map(({ event }) => event)).toContain('session_ended')
    await refusal(await chenlan.send('GET', '/events'), 401, 'session_required')
  })

  test('is given to eight pages of a moderator and no more, whatever the session, until one closes', async () => {
    const elsewhere = new Console(services[0]!)
    await elsewhere.enter('chenlan')
    for (let page = 0; page < 8; page += 1) await (await watch(page % 2 ? elsewhere : chenlan)).next('counts')
    for (const console of [chenlan, elsewhere]) {
      await refusal(await console.send('GET', '/events'), 429, 'too_many_requests')
    }
    expect((await (await watch(wutong)).next('counts')).event).toBe('counts')
    await streams.pop()?.close()
    await streams.pop()?.close()
    await expect.poll(async () => (await chenlan.send('GET', '/events')).status).toBe(200)
  })

  test('ends when the service stops, and is refused from then on', async () => {
    const stream = await watch(chenlan)
    await stream.next('counts')
    await listening(1)
    await feeds[0]!.stop()
    await stream.rest()
    expect(stream.isClosed).toBe(true)
    await listening(0)
    await refusal(await chenlan.send('GET', '/events'), 503, 'service_unavailable')
  })
})

const listeners = () =>
  sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`

async function listening(count: number): Promise<void> {
  await expect.poll(async () => (await listeners().execute(database.db)).rows.length, { timeout: 10_000 }).toBe(count)
}

async function killListeners(): Promise<void> {
  await listening(1)
  const { rows } = await listeners().execute(database.db)
  for (const { pid } of rows) await sql`select pg_terminate_backend(${pid})`.execute(database.db)
}
