import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sign } from 'hono/jwt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setReaderKeys } from '../../src/storage/sites.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service, signToken } from './service.ts'

/** What the portal answers where its keys are asked for. */
type Answer = (response: ServerResponse) => void

let database: TestDatabase
let service: Service
let portal: Server
let answer: Answer
let asked = 0

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(async () => {
  asked = 0
  portal = createServer((_, response) => {
    asked += 1
    answer(response)
  })
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  await setReaderKeys(database.db, SITE, address())
  service = createService(database.db)
})
afterEach(async () => {
  portal.closeAllConnections()
  await new Promise((resolve) => portal.close(resolve))
})
afterAll(() => database.drop())

const address = (path = '/keys') => `http://127.0.0.1:${(portal.address() as AddressInfo).port}${path}`

const json =
  (body: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

function makeKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const published = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  return { kid, secret: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256' }, published }
}

const first = makeKey('2026-11')
const second = makeKey('2026-12')

type Changes = Readonly<Record<string, unknown>>

function claims(changes: Changes = {}): Record<string, unknown> {
  const seconds = Math.floor(service.clock.time / 1000)
  const all = {
    aud: SITE,
    sub: 'reader-1',
    name: '冠縣網友',
    verified: true,
    iat: seconds,
    exp: seconds + 3600,
    ...changes,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

const signed = (key = first, changes: Changes = {}) => sign(claims(changes), key.secret as never, 'ES256')

async function ask(token: string): Promise<Response> {
  return service.request('/v1/me', { headers: { Origin: ORIGIN, Authorization: `Bearer ${token}` } })
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a token that is signed with a published key', () => {
  test('names its reader, and the keys are asked for once in ten minutes', async () => {
    answer = json({ keys: [first.published] })
    for (let time = 0; time < 5; time += 1) expect((await ask(await signed())).status).toBe(200)
    expect(asked).toBe(1)
    service.clock.advance(9 * 60)
    expect((await ask(await signed())).status).toBe(200)
    expect(asked).toBe(1)
    service.clock.advance(61)
    expect((await ask(await signed())).status).toBe(200)
    expect(asked).toBe(2)
  })

  test('is for the site that it names, for the same keys may serve others', async () => {
    answer = json({ keys: [first.published] })
    for (const aud of [undefined, 'another', ['another']])
      await refusal(await ask(await signed(first, { aud })), 401, 'token_invalid')
    expect((await ask(await signed(first, { aud: ['another', SITE] }))).status).toBe(200)
  })

  test('that is new has them asked for anew, and many at once ask once', async () => {
    answer = json({ keys: [first.published] })
    await ask(await signed())
    answer = json({ keys: [first.published, second.published] })
    service.clock.advance(61)
    const token = await signed(second)
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(token)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(asked).toBe(2)
  })

  test('that was withdrawn is refused from ten minutes later on', async () => {
    answer = json({ keys: [first.published] })
    await ask(await signed())
    answer = json({ keys: [second.published] })
    service.clock.advance(10 * 60)
    await refusal(await ask(await signed()), 401, 'token_invalid')
    expect((await ask(await signed(second))).status).toBe(200)
  })

  test('is the same reader as under the shared secret, which stays good', async () => {
    answer = json({ keys: [first.published] })
    expect((await ask(await signToken(service.clock))).status).toBe(200)
    expect(asked).toBe(0)
  })
})

describe('is refused', () => {
  beforeEach(() => {
    answer = json({ keys: [first.published] })
  })

  test('an id that nobody published, which has the portal asked once a minute at most', async () => {
    for (let time = 0; time < 5; time += 1) {
      await refusal(
        await ask(await signed({ ...second, secret: { ...second.secret, kid: `made up ${time}` } })),
        401,
        'token_invalid',
      )
    }
    expect(asked).toBe(1)
    service.clock.advance(61)
    await refusal(await ask(await signed(second)), 401, 'token_invalid')
    expect(asked).toBe(2)
  })

  test('another key under a published id', async () => {
    await refusal(
      await ask(await signed({ ...second, secret: { ...second.secret, kid: first.kid } })),
      401,
      'token_invalid',
    )
  })

  test('HS256 with the published key for a secret, in every form that it may be written in', async () => {
    const { kid: _kid, alg: _alg, use: _use, ...bare } = first.published
    const pem = createPublicKey({ key: bare as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    const der = createPublicKey({ key: bare as never, format: 'jwk' }).export({ type: 'spki', format: 'der' })
    const secrets = [
      pem,
      der,
      JSON.stringify(first.published),
      JSON.stringify(bare),
      first.published.x ?? '',
      first.kid,
    ]
    for (const secret of secrets) {
      for (const header of [
        { alg: 'HS256', typ: 'JWT' },
        { alg: 'HS256', typ: 'JWT', kid: first.kid },
      ]) {
        const body = `${part(header)}.${part(claims())}`
        const signature = createHmac('sha256', secret).update(body).digest('base64url')
        await refusal(await ask(`${body}.${signature}`), 401, 'token_invalid')
      }
    }
  })

  test.each(['none', 'ES384', 'RS256', 'HS384', 'es256'])('alg %s over a right signature', async (alg) => {
    const [, payload, signature] = (await signed()).split('.')
    await refusal(
      await ask(`${part({ alg, typ: 'JWT', kid: first.kid })}.${payload}.${signature}`),
      401,
      'token_invalid',
    )
    await refusal(await ask(`${part({ alg, typ: 'JWT', kid: first.kid })}.${payload}.x`), 401, 'token_invalid')
  })

  test('ES256 without a key id, or over the shared secret', async () => {
    const { kid: _, ...nameless } = first.secret
    await refusal(await ask(await signed({ ...first, secret: nameless as never })), 401, 'token_invalid')
    const [, payload] = (await signed()).split('.')
    const body = `${part({ alg: 'ES256', typ: 'JWT', kid: first.kid })}.${payload}`
    const mac = createHmac('sha256', 'a secret of thirty-two characters').update(body).digest('base64url')
    await refusal(await ask(`${body}.${mac}`), 401, 'token_invalid')
  })

  test.each([
    ['expired', { exp: 1 }, 'token_expired'],
    ['not valid yet', { nbf: 4_000_000_000 }, 'token_invalid'],
    ['issued later', { iat: 4_000_000_000 }, 'token_invalid'],
    ['without an end', { exp: undefined }, 'token_invalid'],
    ['with an end that is no number', { exp: '4000000000' }, 'token_invalid'],
    ['valid for longer than a day', { exp: 4_000_000_000 }, 'token_invalid'],
    ['with an age that is none', { age: 'old' }, 'token_invalid'],
  ] as const)('what is %s', async (_, changes, code) => {
    const iat = 'exp' in changes && changes.exp === 1 ? { iat: 0 } : {}
    await refusal(await ask(await signed(first, { ...iat, ...changes })), 401, code)
  })

  test('what is signed with a key that another site publishes', async () => {
    await setReaderKeys(database.db, SITE, null)
    service = createService(database.db)
    await refusal(await ask(await signed()), 401, 'token_invalid')
    expect(asked).toBe(0)
  })
})

describe('keys that cannot be had', () => {
  const broken: readonly (readonly [string, Answer])[] = [
    ['a failure', json({ keys: [first.published] }, 500)],
    ['a page', (response) => response.end('<html>')],
    ['no set', json([first.published])],
    ['more than fifty keys', json({ keys: Array.from({ length: 51 }, () => first.published) })],
    [
      'more than 64 KiB',
      (response) => response.end(JSON.stringify({ keys: [first.published], more: 'x'.repeat(70_000) })),
    ],
    ['a redirect', (response) => response.writeHead(302, { location: address('/elsewhere') }).end()],
    ['a connection that is cut', (response) => void response.destroy()],
  ]

  test.each(broken)('by %s say that nothing can be told now, and accept nobody', async (_, given) => {
    answer = given
    const { message } = await refusal(await ask(await signed()), 503, 'keys_unavailable')
    expect(message).toContain('稍後再試')
    await refusal(await ask(await signed()), 503, 'keys_unavailable')
    expect(asked).toBe(1)
    expect((await ask(await signToken(service.clock))).status).toBe(200)
  })

  test('for a while leave the last ones in use, for an hour at most', async () => {
    answer = json({ keys: [first.published] })
    await ask(await signed())
    answer = json({}, 500)
    service.clock.advance(59 * 60)
    expect((await ask(await signed())).status).toBe(200)
    await refusal(await ask(await signed(second)), 503, 'keys_unavailable')
    service.clock.advance(61)
    await refusal(await ask(await signed()), 503, 'keys_unavailable')
    answer = json({ keys: [first.published] })
    service.clock.advance(61)
    expect((await ask(await signed())).status).toBe(200)
  })

  test.each([
    ['a private key', { ...first.secret, kid: first.kid }],
    ['a key for encryption', { ...first.published, use: 'enc' }],
    ['a key of another curve', { ...first.published, crv: 'P-384' }],
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0', kid: first.kid, alg: 'HS256' }],
    ['a key for another algorithm', { ...first.published, alg: 'ES384' }],
  ])('are not those among which stands %s', async (_, key) => {
    answer = json({ keys: [key, second.published] })
    await refusal(await ask(await signed()), 401, 'token_invalid')
    service.clock.advance(61)
    expect((await ask(await signed(second))).status).toBe(200)
  })
})
