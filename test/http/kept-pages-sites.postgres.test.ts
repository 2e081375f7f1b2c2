import { gunzipSync } from 'node:zlib'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import { createFactory, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { createService, type Service } from './service.ts'

const LONG_MS = 60_000
const NORTH = 'https://north.example'
const SOUTH = 'https://south.example'

let database: TestDatabase
/** Both sites have one of this key. */
let article: string

beforeEach(async () => {
  database = await createTestDatabase(20)
  article = uuidv7()
  const factory = createFactory(database.db)
  for (const [siteId, origin, text] of [
    ['north', NORTH, '北邊的車早一點。'],
    ['south', SOUTH, '南邊的車晚一點。'],
  ] as const) {
    await factory.site.insert({ id: siteId, origins: [origin] })
    await factory.article.insert({ siteId, id: article })
    const comment = { siteId, articleId: article, text, ipRegion: '山东', screening: screened('pass') }
    await factory.comment.insert(comment)
  }
})
afterEach(() => database.drop())

const keeping = (pages = new KeptPages(database.db, { freshMs: LONG_MS })) => createService(database.db, { pages })

async function ask(service: Service, headers: Record<string, string>, query = '') {
  const known = { 'X-Request-Id': 'of-the-proxy', ...headers }
  const response = await service.request(`/v1/articles/${article}/comments${query}`, { headers: known })
  const bytes = Buffer.from(await response.arrayBuffer())
  const body = (response.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString()
  return { status: response.status, headers: Object.fromEntries(response.headers), body }
}

test('each request is answered as if nothing were kept, whatever was answered before', async () => {
  const asked: readonly (readonly [Record<string, string>, string?])[] = [
    [{ Origin: NORTH }],
    [{ Origin: SOUTH }],
    [{ Origin: 'null' }],
    [{ Origin: 'https://evil.example' }],
    [{}],
    [{ Host: 'south.example' }],
    [{ Host: 'north.example' }],
    [{}, '?site=north'],
    [{}, '?site=south'],
    [{ Origin: 'null' }, '?site=north'],
    [{ Origin: '' }, '?site=north'],
    [{ Origin: SOUTH }, '?site=north'],
    [{}, '?site=east'],
    [{ Origin: NORTH, 'Accept-Language': 'en' }],
    [{ Origin: NORTH, 'Accept-Language': 'zh-CN' }],
    [{ Origin: NORTH }, '?lang=en'],
    [{ Origin: NORTH, 'Accept-Encoding': 'gzip' }],
    [{ Origin: NORTH, 'Accept-Encoding': 'identity' }],
    [{ Origin: NORTH, 'If-None-Match': '*' }],
    [{ Origin: NORTH, 'If-None-Match': '"another"' }],
    [{ Origin: NORTH, 'If-None-Match': '*', 'Accept-Language': 'en' }],
    [{ Origin: NORTH }, '?limit=1'],
  ]
  const service = keeping()
  // It asks before each, so that no answer is ever ready.
  const whole = createService(database.db)
  for (const [headers, query] of [...asked, ...asked]) {
    const expected = await ask(whole, headers, query)
    expect(await ask(service, headers, query), JSON.stringify([headers, query])).toEqual(expected)
  }
})

test('two sites with an article of the same key have a page each', async () => {
  const service = keeping()
  for (let read = 0; read < 2; read += 1) {
    expect((await ask(service, { Origin: NORTH })).body).toMatch(/北邊(?!.*南邊)/)
    expect((await ask(service, { Origin: SOUTH })).body).toMatch(/南邊(?!.*北邊)/)
  }
})

test('the regions of a page are in the language of each reader', async () => {
  const service = keeping()
  for (let read = 0; read < 2; read += 1) {
    for (const [language, region] of [
      ['zh-Hant', '山東'],
      ['zh-Hans', '山东'],
      ['en', 'Shandong'],
    ] as const) {
      const { body } = await ask(service, { Origin: NORTH, 'Accept-Language': language })
      expect(JSON.parse(body)).toMatchObject({ comments: [{ ipRegion: region }] })
    }
  }
})

test('another website is refused after one of the site was answered, and so is a page without an origin', async () => {
  const service = keeping()
  expect((await ask(service, {}, '?site=north')).status).toBe(200)
  expect((await ask(service, { Origin: NORTH }, '?site=north')).status).toBe(200)
  const path = `/v1/articles/${article}/comments?site=north`
  for (const origin of ['https://evil.example', SOUTH, 'null']) {
    await refusal(await service.request(path, { headers: { Origin: origin } }), 403, 'origin_not_allowed')
  }
})

test('what was answered while the sites were read anew lets nobody in by the old ones', async () => {
  const pages = new Halting(database.db, { freshMs: LONG_MS })
  const service = keeping(pages)
  expect((await ask(service, { Origin: SOUTH })).status).toBe(200)
  const halted = pages.haltNext()
  const asked = ask(service, { Origin: NORTH })
  await halted.reached
  await database.db
    .updateTable('site')
    .set({ origins: ['https://new.example'] })
    .where('id', '=', 'north')
    .execute()
  service.clock.advance(6)
  expect((await ask(service, { Origin: SOUTH })).status).toBe(200)
  halted.goOn()
  expect((await asked).status).toBe(200)
  expect((await ask(service, { Origin: NORTH })).status).toBe(403)
})

/** Stops once where a page is wanted. */
class Halting extends KeptPages {
  #halt: (() => Promise<void>) | undefined

  haltNext() {
    const reached = openGate()
    const goOn = openGate()
    this.#halt = () => {
      reached.pass()
      return goOn.passed
    }
    return { reached: reached.passed, goOn: goOn.pass }
  }

  override async get(...asked: Parameters<KeptPages['get']>) {
    const halt = this.#halt
    this.#halt = undefined
    await halt?.()
    return super.get(...asked)
  }
}

function openGate() {
  let pass: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    pass = resolve
  })
  return { passed, pass: () => pass() }
}
