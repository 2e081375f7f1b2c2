import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
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

describe('a one-time password', () => {
  test('opens nothing but the choice of a new one', async () => {
    await addModerator(database.db, { username: 'newcomer', isOneTime: true })
    const console = new Console(service)
    expect((await console.enter('newcomer')).passwordChangeRequired).toBe(true)
    for (const [method, path] of [
      ['GET', '/queue'],
      ['POST', '/claims'],
    ] as const)
      await refusal(await console.send(method, path), 403, 'password_change_required')
    expect((await console.send('GET', '/session')).status).toBe(200)
    const response = await console.send('POST', '/password', { password: '另一個只有我知道的密碼' })
    expect(await response.json()).toMatchObject({ passwordChangeRequired: false })
    expect((await console.send('GET', '/queue')).status).toBe(200)
    await refusal(await new Console(service).signIn('newcomer', PASSWORD), 401, 'credentials_invalid')
    expect((await new Console(service).signIn('newcomer', '另一個只有我知道的密碼')).status).toBe(200)
  })

  test.each([
    ['九個字的密碼不夠長', '至少 10 個字'],
    ['weakling-and-more', '用戶名'],
    ['aaaaaaaaaaaaaaa', '太單一'],
    [PASSWORD, '一樣'],
  ])('is not replaced by %s', async (password, reason) => {
    await addModerator(database.db, { username: 'weakling', isOneTime: true })
    const console = new Console(service)
    await console.enter('weakling')
    const { message } = await refusal(await console.send('POST', '/password', { password }), 422, 'password_weak')
    expect(message).toContain(reason)
    expect(await (await console.send('GET', '/session')).json()).toMatchObject({ passwordChangeRequired: true })
  })

  test('is the only one that is replaced without being asked for', async () => {
    await addModerator(database.db, { username: 'settled' })
    const console = new Console(service)
    await console.enter('settled')
    const password = '換了一個全新的好密碼'
    for (const currentPassword of [undefined, '', '不是這一個密碼', 'x'])
      await refusal(await console.send('POST', '/password', { password, currentPassword }), 403, 'password_wrong')
    await refusal(await new Console(service).signIn('settled', password), 401, 'credentials_invalid')
    await refusal(await console.send('POST', '/password', { password, currentPassword: 'x' }), 429, 'account_locked')
    expect((await console.send('GET', '/session')).status).toBe(200)
  })

  test('replaced, ends every other session', async () => {
    await addModerator(database.db, { username: 'twice' })
    const [here, there] = [new Console(service), new Console(service)]
    await here.enter('twice')
    await there.enter('twice')
    const chosen = { password: '換了一個全新的好密碼', currentPassword: PASSWORD }
    expect((await here.send('POST', '/password', chosen)).status).toBe(200)
    expect((await here.send('GET', '/session')).status).toBe(200)
    await refusal(await there.send('GET', '/session'), 401, 'session_required')
  })
})
