import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { sign } from 'hono/jwt'
import { describe, expect, test } from 'vitest'
import { readToken } from '../../src/http/reader/token.ts'
import { Refusal } from '../../src/http/refusal.ts'

const SECRET = 'a secret of thirty-two characters'
const SIGNING = { siteId: 'canal', secret: SECRET, findKey: null }
const NOW = new Date('2026-03-01T08:00:00Z')
const SECONDS = NOW.getTime() / 1000
const CLAIMS = { sub: 'reader-1', name: '冠縣網友', verified: true, iat: SECONDS - 60, exp: SECONDS + 3600 }

async function codeOf(authorization: string | undefined): Promise<string> {
  try {
    await readToken(authorization, SIGNING, NOW)
    return 'accepted'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

async function signed(changes: Record<string, unknown> = {}, secret = SECRET): Promise<string> {
  const claims = Object.entries({ ...CLAIMS, ...changes }).filter(([, value]) => value !== undefined)
  return `Bearer ${await sign(Object.fromEntries(claims), secret, 'HS256')}`
}

/** A token whose parts are whatever they are, signed rightly. */
function handMade(header: object, payload: string | Buffer, algorithm = 'sha256'): string {
  const part = (value: string | Buffer) => Buffer.from(value).toString('base64url')
  const body = `${part(JSON.stringify(header))}.${part(payload)}`
  return `Bearer ${body}.${createHmac(algorithm, SECRET).update(body).digest('base64url')}`
}

test('a token that the portal signed names its reader', async () => {
  const claims = await readToken(await signed({ name: '  東昌湖畔 ' }), SIGNING, NOW)
  expect(claims).toEqual({
    subject: 'reader-1',
    name: '東昌湖畔',
    isVerified: true,
    isStaff: false,
    hasGuardian: false,
  })
})

test.each([
  [undefined, 'accepted'],
  ['canal', 'accepted'],
  [['bridge', 'canal'], 'accepted'],
  ['bridge', 'token_invalid'],
  [[], 'token_invalid'],
  ['', 'token_invalid'],
  ['Canal', 'token_invalid'],
  [['canal', 'portal'], 'token_invalid'],
  [{ canal: true }, 'token_invalid'],
])('a token for %j is %s at the site canal', async (aud, code) => {
  expect(await codeOf(await signed({ aud }))).toBe(code)
})

test('a token that was good is looked at anew: it ends in its time, with its secret, and where it is changed', async () => {
  const token = await signed({ sub: 'again' })
  const read = (authorization: string, secret = SECRET, now = NOW) =>
    readToken(authorization, { ...SIGNING, secret }, now).then(
      ({ subject }) => subject,
      (error: Refusal) => error.code,
    )
  expect([await read(token), await read(token)]).toEqual(['again', 'again'])
  expect(await read(token, 'the next secret of thirty-two chars')).toBe('token_invalid')
  expect(await read(token, SECRET, new Date(NOW.getTime() + 3_600_000))).toBe('token_expired')
  const [head, , signature] = token.split('.')
  const [, payload] = (await signed({ sub: 'other' })).split('.')
  expect(await read([head, payload, signature].join('.'))).toBe('token_invalid')
  expect(await read(token)).toBe('again')
})

test('no token is missing, not invalid', async () => {
  expect(await codeOf(undefined)).toBe('token_missing')
  expect(await codeOf('  ')).toBe('token_missing')
})

describe('a forged token is invalid', () => {
  test('signed with another secret', async () => {
    expect(await codeOf(await signed({}, 'another secret of thirty-two chars'))).toBe('token_invalid')
  })
  test('with alg none and no signature', async () => {
    const body = [{ alg: 'none', typ: 'JWT' }, CLAIMS].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    )
    expect(await codeOf(`Bearer ${body.join('.')}.`)).toBe('token_invalid')
    expect(await codeOf(`Bearer ${body.join('.')}`)).toBe('token_invalid')
    expect(await codeOf(`Bearer ${body.join('.')}.x`)).toBe('token_invalid')
  })
  test.each(['none', 'NONE', 'HS384', 'HS512', 'RS256', 'ES256'])(
    'with alg %s over a right HS256 signature',
    async (alg) => {
      expect(await codeOf(handMade({ alg, typ: 'JWT' }, JSON.stringify(CLAIMS)))).toBe('token_invalid')
    },
  )
  test('rightly signed, but with HS512', async () => {
    expect(await codeOf(handMade({ alg: 'HS512', typ: 'JWT' }, JSON.stringify(CLAIMS), 'sha512'))).toBe('token_invalid')
  })
  test('with a claim changed after signing', async () => {
    const [header, , signature] = (await signed()).slice(7).split('.')
    const payload = Buffer.from(JSON.stringify({ ...CLAIMS, sub: 'reader-2' })).toString('base64url')
    expect(await codeOf(`Bearer ${header}.${payload}.${signature}`)).toBe('token_invalid')
  })
})

describe('a signed token is invalid', () => {
  test.each([
    ['no expiry', { exp: undefined }],
    ['an expiry that is text', { exp: String(SECONDS + 3600) }],
    ['more than a day to live', { exp: SECONDS + 86_401, iat: SECONDS }],
    ['more than a day to live and no time of issue', { exp: SECONDS + 86_500, iat: undefined }],
    ['a time of issue that is to come', { iat: SECONDS + 120 }],
    ['a beginning that is to come', { nbf: SECONDS + 120 }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject of 129 characters', { sub: 'x'.repeat(129) }],
    ['a number as subject', { sub: 7 }],
    ['no name', { name: undefined }],
    ['a blank name', { name: '   ' }],
    ['a name of 21 characters', { name: '網'.repeat(21) }],
    ['a control character in the name', { name: '網\u0007友' }],
    ['a mark that turns the name around', { name: '網\u202e友' }],
    ['no word on verification', { verified: undefined }],
    ['verification as text', { verified: 'true' }],
  ])('with %s', async (_, changes) => {
    expect(await codeOf(await signed(changes))).toBe('token_invalid')
  })
  test('with a payload that is no UTF-8', async () => {
    const payload = Buffer.concat([Buffer.from('{"sub":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    expect(await codeOf(handMade({ alg: 'HS256', typ: 'JWT' }, payload))).toBe('token_invalid')
  })
  test.each(['[]', 'null', '"text"', '7', '{', ''])('with the payload %s', async (payload) => {
    expect(await codeOf(handMade({ alg: 'HS256', typ: 'JWT' }, payload))).toBe('token_invalid')
  })
  test('with a critical extension that nobody here understands', async () => {
    const header = { alg: 'HS256', typ: 'JWT', crit: ['b64'], b64: false }
    expect(await codeOf(handMade(header, JSON.stringify(CLAIMS)))).toBe('token_invalid')
  })
})

test('a token is expired from the second of its expiry on, and only then', async () => {
  expect(await codeOf(await signed({ exp: SECONDS + 1 }))).toBe('accepted')
  expect(await codeOf(await signed({ exp: SECONDS }))).toBe('token_expired')
  expect(await codeOf(await signed({ exp: SECONDS - 1, iat: SECONDS - 100 }))).toBe('token_expired')
})

test('a name of 20 emoji families is 20 characters', async () => {
  expect(await codeOf(await signed({ name: '👨‍👩‍👧'.repeat(20) }))).toBe('accepted')
  expect(await codeOf(await signed({ name: '👨‍👩‍👧'.repeat(21) }))).toBe('token_invalid')
})

test('whatever stands in the header is refused or accepted, never an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (noise) => {
      expect(['token_missing', 'token_invalid']).toContain(await codeOf(`Bearer ${noise}`))
      expect(['token_missing', 'token_invalid']).toContain(await codeOf(noise))
    }),
    { numRuns: 200 },
  )
})
