import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { codeOf, enrol } from './authenticator.ts'
import { addModerator, Console, PASSWORD } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
})
afterAll(() => database.drop())

const rowOf = (username: string) =>
  database.db.selectFrom('moderator').selectAll().where('username', '=', username).executeTakeFirstOrThrow()

async function enrolled(username: string) {
  await addModerator(database.db, { username })
  const console = new Console(service)
  await console.enter(username)
  return { console, ...(await enrol(console, service.clock)) }
}

const now = () => service.clock.time

describe('setting up a second factor', () => {
  test('offers a secret that the table does not tell, and takes force only with a code of it', async () => {
    await addModerator(database.db, { username: 'setting-up' })
    const console = new Console(service)
    await console.enter('setting-up')
    const offer = (password: string) => console.send('POST', '/account/second-factor', { password })
    await refusal(await offer('不是這一句'), 403, 'password_wrong')
    expect((await rowOf('setting-up')).totp_sealed).toBeNull()
    const offered = await offer(PASSWORD)
    expect(offered.status).toBe(201)
    const { secret, uri } = await offered.json()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(uri).toContain('otpauth://totp/Yueping:setting-up%40demo?')
    expect(uri).toContain(`secret=${secret}`)
    const before = await rowOf('setting-up')
    expect(before.totp_sealed?.toString('latin1')).not.toContain(secret)
    expect(before.totp_confirmed_at).toBeNull()
    const path = '/account/second-factor/confirmation'
    await refusal(await console.send('POST', path, { code: codeOf(secret, now(), 7) }), 422, 'code_wrong')
    expect((await new Console(service).signIn('setting-up')).status).toBe(200)

    const confirmed = await console.send('POST', path, { code: codeOf(secret, now()) })
    const { recoveryCodes } = await confirmed.json()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/)
    const stored = await database.db.selectFrom('recovery_code').selectAll().execute()
    expect(JSON.stringify(stored.map(({ code_hash: hash }) => hash.toString('latin1')))).not.toContain(recoveryCodes[0])
    expect((await rowOf('setting-up')).totp_confirmed_at).toBeInstanceOf(Date)
    const account = await (await console.send('GET', '/account')).json()
    expect(account.secondFactor).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 10, isRequired: false })
    await refusal(await offer(PASSWORD), 409, 'second_factor_conflict')
    await refusal(await console.send('POST', path, { code: '000000' }), 409, 'second_factor_conflict')
  })
})

describe('signing in with a second factor', () => {
  test('asks for the code only after the right password, and opens with it', async () => {
    const { secret } = await enrolled('two-steps')
    await refusal(await new Console(service).signIn('two-steps', 'x'), 401, 'credentials_invalid')
    const asked = await new Console(service).signIn('two-steps')
    await refusal(asked, 401, 'code_required')
    expect(asked.headers.get('set-cookie')).toBeNull()
    service.clock.advance(30)
    expect((await new Console(service).signIn('two-steps', PASSWORD, codeOf(secret, now()))).status).toBe(200)
  })

  test('takes each code once, a step early or late, and no other', async () => {
    const { secret } = await enrolled('once')
    const enter = (code: string) => new Console(service).signIn('once', PASSWORD, code)
    await refusal(await enter(codeOf(secret, now())), 401, 'credentials_invalid')
    await refusal(await enter(codeOf(secret, now(), 2)), 401, 'credentials_invalid')
    const next = codeOf(secret, now(), 1)
    expect((await enter(`${next.slice(0, 3)} ${next.slice(3)}`)).status).toBe(200)
    await refusal(await enter(next), 401, 'credentials_invalid')
    service.clock.advance(90)
    expect((await enter(codeOf(secret, now(), -1))).status).toBe(200)
    expect((await enter(codeOf(secret, now()))).status).toBe(200)
  })

  test('takes one of two that send the same code at once', async () => {
    const { secret } = await enrolled('replayed')
    service.clock.advance(30)
    const code = codeOf(secret, now())
    const answers = await Promise.all([1, 2, 3, 4].map(() => new Console(service).signIn('replayed', PASSWORD, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  test('takes each recovery code once, however it is typed, and says how many are left', async () => {
    const { recoveryCodes } = await enrolled('lost-phone')
    const [code = ''] = recoveryCodes
    const console = new Console(service)
    expect((await console.signIn('lost-phone', PASSWORD, code.toUpperCase().replace('-', ' '))).status).toBe(200)
    await refusal(await console.signIn('lost-phone', PASSWORD, code), 401, 'credentials_invalid')
    await console.enter('lost-phone', PASSWORD, recoveryCodes[1])
    const account = await (await console.send('GET', '/account')).json()
    expect(account.secondFactor.recoveryCodesLeft).toBe(8)
    const events = await database.db
      .selectFrom('people_event')
      .select('type')
      .where('subject_id', '=', (await rowOf('lost-phone')).id)
      .execute()
    expect(events.filter(({ type }) => type === 'recovery_code_used')).toHaveLength(2)
  })

  test('does not let who knows the password guess codes any faster by asking for the next step in between', async () => {
    await enrolled('guessed')
    const thief = new Console(service)
    thief.address = '198.51.100.9'
    const statuses = []
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push((await thief.signIn('guessed')).status)
      statuses.push((await thief.signIn('guessed', PASSWORD, '000000')).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 401, 429, 429, 429])
  })
})

describe('taking a second factor off', () => {
  const drop = (console: Console, password: string, code: string) =>
    console.send('DELETE', '/account/second-factor', { password, code })

  test('needs the password and a code', async () => {
    const { console, secret } = await enrolled('leaving-it')
    service.clock.advance(30)
    const code = codeOf(secret, now())
    const { message } = await refusal(await drop(console, 'x', code), 403, 'password_wrong')
    expect(message).toBe('密碼或動態碼不對。再錯 4 次，須等 1 分鐘才能再試。')
    await refusal(await drop(console, PASSWORD, '000000'), 403, 'password_wrong')
    expect((await rowOf('leaving-it')).totp_confirmed_at).not.toBeNull()
    expect((await drop(console, PASSWORD, code)).status).toBe(204)
    expect(await rowOf('leaving-it')).toMatchObject({ totp_sealed: null, totp_confirmed_at: null })
    expect((await new Console(service).signIn('leaving-it')).status).toBe(200)
  })

  test('with nothing to take off is told', async () => {
    await addModerator(database.db, { username: 'bare' })
    const console = new Console(service)
    await console.enter('bare')
    await refusal(await drop(console, PASSWORD, 'aaaaa-aaaaa'), 403, 'password_wrong')
  })
})

describe('the own account', () => {
  test('lists its sessions and ends the others', async () => {
    await addModerator(database.db, { username: 'several' })
    const [here, there] = [new Console(service), new Console(service)]
    await there.enter('several')
    await here.enter('several')
    const { sessions } = await (await here.send('GET', '/account')).json()
    expect(sessions.map(({ isThis }: { isThis: boolean }) => isThis).sort()).toEqual([false, true])
    const left = await (await here.send('DELETE', '/account/sessions')).json()
    expect(left.sessions).toEqual([expect.objectContaining({ isThis: true })])
    await refusal(await there.send('GET', '/session'), 401, 'session_required')
  })
})
