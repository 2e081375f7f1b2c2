import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ArticleFeed } from '../../src/http/reader/live/article-feed.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { EventStream } from './event-stream.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let feeds: ArticleFeed[]
let services: Service[]
let streams: EventStream[]

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  const { db, connectionString } = database
  // Two processes, as in life.
  feeds = [1, 2].map(() => new ArticleFeed({ db, connectionString, log: pino({ level: 'silent' }) }))
  services = feeds.map((articleFeed) => createService(db, { articleFeed }))
  streams = []
})
afterEach(async () => {
  await Promise.all(streams.map((stream) => stream.close()))
  await Promise.all(feeds.map((feed) => feed.stop()))
})
afterAll(() => database.drop())

interface Opened {
  readonly method?: string
  readonly address?: string
}

function open(service: Service, article: string, opened: Opened = {}): Promise<Response> {
  const { method = 'GET', address = '198.51.100.1' } = opened
  const path = `/v1/articles/${article}/events`
  return service.request(path, { method, headers: { Origin: ORIGIN } }, { address })
}

async function watch(service: Service, article: string): Promise<EventStream> {
  const response = await open(service, article)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
  const stream = new EventStream(response)
  streams.push(stream)
  return stream
}

const count = (stream: EventStream, wanted: number) => stream.next('count', ({ total }) => total === wanted)

test('a page hears of what is published through another process, and of nothing else', async () => {
  const [one, other] = services as [Service, Service]
  const stream = await watch(one, 'watched')
  expect((await stream.next('count')).content).toEqual({ total: 0 })
  await post(other, { article: 'watched', text: TEXTS.hold })
  await post(other, { article: 'unwatched' })
  await post(other, { article: 'watched' })
  expect((await stream.next('count')).content).toEqual({ total: 1 })
})

test('a page hears of what is withdrawn, and who comes back has missed nothing', async () => {
  const [one, other] = services as [Service, Service]
  const stream = await watch(one, 'back')
  const { id } = OwnComment.parse(await (await post(one, { article: 'back' })).json())
  await count(stream, 1)
  await post(other, { article: 'back' })
  await post(other, { article: 'back' })
  const again = await watch(other, 'back')
  expect((await again.next('count')).content).toEqual({ total: 3 })
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${await signToken(one.clock)}` }
  await one.request(`/v1/comments/${id}`, { method: 'DELETE', headers })
  await count(stream, 2)
  await count(again, 2)
})

test('an address has thirty streams at once, and another when one of them ends', async () => {
  const [one] = services as [Service, Service]
  for (let index = 0; index < 30; index += 1) await watch(one, 'bounded')
  const refused = await refusal(await open(one, 'bounded'), 429, 'too_many_requests')
  expect(refused.retryAfterSeconds).toBe(60)
  const [first] = streams
  await first!.close()
  await expect.poll(async () => feeds[0]!.watcherCount).toBe(29)
  await watch(one, 'bounded')
})

test('the addresses of one household count as one', async () => {
  const [one] = services as [Service, Service]
  for (let index = 0; index < 30; index += 1) {
    const response = await open(one, 'household', { address: `2001:db8:1:2::${index}` })
    streams.push(new EventStream(response))
  }
  await refusal(await open(one, 'household', { address: '2001:db8:1:2::ff' }), 429, 'too_many_requests')
})

test('a stream whose body nobody asks for holds no place', async () => {
  const [one] = services as [Service, Service]
  expect((await open(one, 'headless', { method: 'HEAD' })).status).toBe(200)
  await expect.poll(() => feeds[0]!.watcherCount, { interval: 5 }).toBe(0)
  for (let index = 0; index < 30; index += 1) await watch(one, 'headless')
})

test('a service that stops ends its streams and opens no more', async () => {
  const [one] = services as [Service, Service]
  const stream = await watch(one, 'stopped')
  await count(stream, 0)
  await feeds[0]!.stop()
  expect(await stream.rest()).toEqual([])
  await refusal(await open(one, 'stopped'), 503, 'service_unavailable')
})
