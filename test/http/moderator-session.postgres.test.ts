import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console, PASSWORD } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, PUBLIC_URL, type Service } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
})
beforeEach(() => {
  service = createService(database.db)
})
afterAll(() => database.drop())

/** Lets every wait for this name run out. */
const pass = (username: string) =>
  database.db
    .updateTable('sign_in_failure')
    .set({ waits_until: new Date(0) })
    .where('username', '=', username)
    .execute()

const countSessions = async () =>
  Number(
    (
      await database.db
        .selectFrom('session')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

describe('signing in', () => {
  test('opens a session that only the cookie knows', async () => {
    const console = new Console(service)
    const response = await console.signIn('chenlan')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [cookie = '', browser = ''] = response.headers.getSetCookie()
    expect(browser).toMatch(/^yueping_browser=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(cookie).toMatch(/^yueping_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
    const body = await response.json()
    expect(body).toMatchObject({
      moderator: { username: 'chenlan', displayName: '陳嵐', role: 'moderator' },
      site: { id: 'demo' },
      passwordChangeRequired: false,
    })
    const token = cookie.slice('yueping_session='.length, cookie.indexOf(';'))
    expect(JSON.stringify(body)).not.toContain(token)
    const rows = await database.db.selectFrom('session').selectAll().execute()
    expect(rows.some(({ token_hash }) => token_hash.toString('utf8').includes(token))).toBe(false)
  })

  test('over https binds the cookie to the host', async () => {
    const https = createService(database.db, { publicUrl: 'https://comments.example' })
    const response = await new Console(https).send(
      'POST',
      '/session',
      { username: 'chenlan', password: PASSWORD },
      {
        Origin: 'https://comments.example',
      },
    )
    const cookies = response.headers.getSetCookie()
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-yueping_\w+=.*; Secure; SameSite=Strict$/)
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age/)
  })

  test('tells a wrong password and an unknown name in the same words', async () => {
    await addModerator(database.db, { username: 'wrong-once' })
    const before = await countSessions()
    const wrong = await refusal(await new Console(service).signIn('wrong-once', 'x'), 401, 'credentials_invalid')
    const unknown = await refusal(await new Console(service).signIn('nobody', 'x'), 401, 'credentials_invalid')
    expect(unknown).toEqual(wrong)
    expect(wrong.message).toBe('用戶名、密碼或動態碼不對。再錯 4 次，須等 1 分鐘才能再試。')
    expect(await countSessions()).toBe(before)
  })

  test('takes as long for an unknown name as for a wrong password', async () => {
    await addModerator(database.db, { username: 'timed' })
    const measure = async (username: string) => {
      const start = performance.now()
      await new Console(service).signIn(username, 'x')
      return performance.now() - start
    }
    const pairs: [number, number][] = []
    for (let round = 0; round < 4; round += 1) pairs.push([await measure('timed'), await measure(`nobody-${round}`)])
    const fastest = (side: 0 | 1) => Math.min(...pairs.slice(1).map((pair) => pair[side]))
    expect(fastest(1)).toBeGreaterThan(fastest(0) / 2)
  })

  test('has to wait after five wrong passwords, for the right one too, and says for how long', async () => {
    await addModerator(database.db, { username: 'locked' })
    for (const username of ['locked', 'nobody-to-lock']) {
      const console = new Console(service)
      for (let attempt = 0; attempt < 4; attempt += 1)
        await refusal(await console.signIn(username, 'x'), 401, 'credentials_invalid')
      await refusal(await console.signIn(username, 'x'), 429, 'account_locked')
      const response = await console.signIn(username)
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50)
      const { message, retryAfterSeconds } = await refusal(response, 429, 'account_locked')
      expect(retryAfterSeconds).toBeLessThanOrEqual(60)
      expect(message).toContain(`${retryAfterSeconds} 秒後才能再試`)
    }
  })

  test('is not shut to its owner by somebody else, who waits twice as long each time', async () => {
    await addModerator(database.db, { username: 'besieged' })
    const owner = new Console(service)
    await owner.enter('besieged')
    const attacker = new Console(service)
    attacker.address = '198.51.100.66'
    const waits = []
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const response = await attacker.signIn('besieged', 'x')
      if (response.status === 429) waits.push(Number(response.headers.get('retry-after')))
      await pass('besieged')
    }
    expect(waits).toEqual([60, 120, 240, 480])
    expect((await attacker.signIn('besieged')).status).toBe(200)
    await attacker.signIn('besieged', 'x')
    expect((await owner.signIn('besieged')).status).toBe(200)
  })

  test('is not shut to its owner by a colleague behind the same address', async () => {
    await addModerator(database.db, { username: 'shared' })
    const owner = new Console(service)
    await owner.enter('shared')
    const colleague = new Console(service)
    for (let attempt = 0; attempt < 6; attempt += 1) await colleague.signIn('shared', 'x')
    await refusal(await colleague.signIn('shared'), 429, 'account_locked')
    expect((await owner.signIn('shared')).status).toBe(200)
  })

  test('is slowed for strangers together, and never for an address that signed in before', async () => {
    await addModerator(database.db, { username: 'famous' })
    const owner = new Console(service)
    await owner.enter('famous')
    for (let stranger = 0; stranger < 50; stranger += 1) {
      const attacker = new Console(service)
      attacker.address = `198.51.100.${stranger}`
      await attacker.signIn('famous', 'x')
    }
    const newcomer = new Console(service)
    newcomer.address = '203.0.113.99'
    const { retryAfterSeconds } = await refusal(await newcomer.signIn('famous'), 429, 'account_locked')
    expect(retryAfterSeconds).toBeLessThanOrEqual(10)
    expect((await owner.signIn('famous')).status).toBe(200)
    await refusal(await newcomer.signIn('famous'), 429, 'account_locked')
    await pass('famous')
    expect((await newcomer.signIn('famous')).status).toBe(200)
  })

  test('is paced by address', async () => {
    const pacing = createPacing({
      commentsPerReader: 5,
      readerMinutes: 10,
      requestsPerAddressPerMinute: 1000,
      signInsPerAddressPerMinute: 1,
    })
    const paced = createService(database.db, { pacing })
    expect((await new Console(paced).signIn('chenlan')).status).toBe(200)
    await refusal(await new Console(paced).signIn('chenlan'), 429, 'too_many_requests')
  })

  test('is closed to a disabled moderator', async () => {
    await addModerator(database.db, { username: 'left' })
    await database.db.updateTable('moderator').set({ disabled_at: new Date() }).where('username', '=', 'left').execute()
    await refusal(await new Console(service).signIn('left'), 401, 'credentials_invalid')
  })

  test('is not open to other websites', async () => {
    const credentials = { username: 'chenlan', password: PASSWORD }
    const console = new Console(service)
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: ORIGIN }])
      await refusal(await console.send('POST', '/session', credentials, headers), 403, 'csrf_invalid')
  })

  test.each([{ username: '' }, { username: 'a\u0000b' }, { username: 7 }, { extra: 1 }, { password: 'x'.repeat(257) }])(
    'refuses %j',
    async (changes) => {
      const body = { username: 'chenlan', password: PASSWORD, ...changes }
      await refusal(await new Console(service).send('POST', '/session', body), 400, 'invalid_request')
    },
  )
})

describe('a session', () => {
  test('is required, whole and living', async () => {
    const console = new Console(service)
    await refusal(await console.send('GET', '/session'), 401, 'session_required')
    await console.enter('chenlan')
    expect((await console.send('GET', '/session')).status).toBe(200)
    const { cookie } = console
    console.cookie = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`
    await refusal(await console.send('GET', '/queue'), 401, 'session_required')
    console.cookie = cookie
    await database.db
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .execute()
    await refusal(await console.send('GET', '/session'), 401, 'session_required')
  })

  test('ends on signing out', async () => {
    const console = new Console(service)
    await console.enter('chenlan')
    const before = await countSessions()
    const response = await console.send('DELETE', '/session')
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(/^yueping_session=; Max-Age=0/)
    expect(await countSessions()).toBe(before - 1)
    await refusal(await console.send('GET', '/session'), 401, 'session_required')
  })

  test.each([
    ['no token', { 'X-CSRF-Token': '' }],
    ['another token', { 'X-CSRF-Token': 'x'.repeat(43) }],
    ['another website', { Origin: 'https://evil.example' }],
    ['a registered portal', { Origin: ORIGIN }],
    ['a fetch from another site', { 'Sec-Fetch-Site': 'same-site' }],
  ])('writes nothing with %s', async (_, headers: Record<string, string>) => {
    const console = new Console(service)
    await console.enter('chenlan')
    const before = await countSessions()
    await refusal(await console.send('DELETE', '/session', undefined, headers), 403, 'csrf_invalid')
    expect(await countSessions()).toBe(before)
  })

  test('may be used under any name of the machine', async () => {
    const console = new Console(service)
    await console.enter('chenlan')
    const headers = { Origin: 'http://localhost' }
    expect((await console.send('DELETE', '/session', undefined, headers)).status).toBe(204)
    expect(PUBLIC_URL).not.toBe('http://localhost')
  })
})
