import { expect, test } from 'vitest'
import { createTestDatabase } from '../postgres/test-database.ts'
import { createDataFolder, type Ended, run } from './service.ts'

test('where a portal publishes its keys is set and taken back while sites exist, and a wrong address is refused', async () => {
  const { db, connectionString, drop } = await createTestDatabase()
  const variables = { YUEPING_DATA: await createDataFolder(), DATABASE_URL: connectionString }
  const site = (...args: readonly string[]): Promise<Ended> => run(['site', ...args], variables).ended
  const keysUrl = async () =>
    (await db.selectFrom('site').select('reader_keys_url').executeTakeFirst())?.reader_keys_url

  expect((await site('add', 'portal', '--origin', 'https://news.example')).err).toContain('Choose another ID')
  expect((await site('add', 'canal', '--origin', 'https://news.example')).code).toBe(0)
  const address = 'https://news.example/.well-known/jwks.json'
  const set = await site('keys', 'canal', '--jwks', address)
  expect([set.code, set.out.includes(address), await keysUrl()]).toEqual([0, true, address])
  for (const wrong of ['http://news.example/keys', 'news.example', 'https://a:b@news.example/']) {
    const refused = await site('keys', 'canal', '--jwks', wrong)
    expect([refused.code, refused.err.includes('--jwks is an https address')]).toEqual([1, true])
  }
  expect((await site('keys', 'nowhere', '--no-jwks')).err).toContain('There is no site "nowhere"')
  for (const args of [
    ['keys', 'canal'],
    ['keys', 'canal', '--jwks', address, '--no-jwks'],
  ]) {
    expect((await site(...args)).err).toContain('Write "site list"')
  }
  expect(await keysUrl()).toBe(address)
  expect((await site('keys', 'canal', '--no-jwks')).out).toContain('HS256')
  expect(await keysUrl()).toBeNull()
  await drop()
})
