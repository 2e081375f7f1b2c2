import { expect, test } from 'vitest'
import { createTestDatabase } from '../postgres/test-database.ts'
import { createDataFolder, type Ended, run } from './service.ts'

test('whom a portal names for complaints is set one by one, told and taken back, and what is none is refused', async () => {
  const { db, connectionString, drop } = await createTestDatabase()
  const variables = { YUEPING_DATA: await createDataFolder(), DATABASE_URL: connectionString }
  const site = (...args: readonly string[]): Promise<Ended> => run(['site', ...args], variables).ended
  const stored = () =>
    db.selectFrom('site').select(['report_phone', 'report_email', 'report_url']).executeTakeFirstOrThrow()

  expect((await site('add', 'canal', '--origin', 'https://news.example')).code).toBe(0)
  expect((await site('contacts', 'canal')).out).toContain('no contact')
  const [phone, url] = ['0635-12377', 'https://news.example/report']
  expect((await site('contacts', 'canal', '--phone', phone, '--url', url)).out).toBe(`phone: ${phone}\nurl: ${url}\n`)
  for (const wrong of [
    ['--email', 'nobody'],
    ['--url', 'javascript:alert(1)'],
    ['--phone', 'call\nus 1'],
  ]) {
    const refused = await site('contacts', 'canal', ...wrong)
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`${wrong[0]} is`)])
  }
  expect((await site('contacts', 'nowhere', '--phone', '1')).err).toContain('There is no site "nowhere"')
  const changed = await site('contacts', 'canal', '--email', 'report@news.example', '--phone', '')
  expect(changed.out).toBe(`email: report@news.example\nurl: ${url}\n`)
  expect(await stored()).toEqual({ report_phone: null, report_email: 'report@news.example', report_url: url })
  await drop()
})
