import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('whoever has not signed in reports in two taps, the browser solving, and looks what became of it', async () => {
  const site = await openSite()
  const contacts = { report_phone: '0635-000000', report_url: 'https://news.example/report' }
  await site.db.updateTable('site').set(contacts).execute()
  const author = await openAsReader(browser, site.origin, '東昌湖畔')
  await post(author, '陸港建成後，大車停車能不能一塊兒解決？')
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()

  const guest = await (await browser.newContext()).newPage()
  // As many as may wait of one address about one comment.
  for (const [lang, width, theme, name, look] of [
    ['zh-Hant', 360, 'light', '舉報 東昌湖畔', '查看進度'],
    ['zh-Hant', 1280, 'dark', '舉報 東昌湖畔', '查看進度'],
    ['zh-Hans', 360, 'dark', '举报 東昌湖畔', '查看进度'],
    ['zh-Hans', 1280, 'light', '举报 東昌湖畔', '查看进度'],
    ['en', 360, 'dark', 'Report 東昌湖畔', 'See what became of it'],
  ] as const) {
    await guest.setViewportSize({ width, height: 900 })
    await guest.goto(`${site.origin}/demo/?as=&lang=${lang}&theme=${theme}#comments`)
    await guest.getByRole('button', { name }).press('Enter')
    const reason = guest.locator('reader-comments .report .alt').first()
    await reason.waitFor()
    const found = await violationsIn(guest, 'reader-comments')
    expect([lang, width, found]).toEqual([lang, width, []])
    expect(await guest.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    // Two taps before the first is rendered are one report.
    await reason.evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
    await guest.getByText(/\d{3}-\d{3}-\d{3}/).waitFor()
    await guest.getByRole('button', { name: look }).waitFor()
  }
  const reports = await site.db.selectFrom('report').select(['reader_id', 'category']).execute()
  expect(reports).toEqual(Array.from({ length: 5 }, () => ({ reader_id: null, category: 'abuse' })))
  await guest.getByRole('button', { name: 'See what became of it' }).press('Enter')
  await guest.getByText('An editor has yet to look at it').waitFor()
  await guest.getByText('0635-000000').waitFor()

  // Later, and on another device, by the number alone.
  const ticket = /\d{3}-\d{3}-\d{3}/.exec((await guest.locator('reader-comments .report').textContent()) ?? '')?.[0]
  const address = await guest.getByRole('link', { name: 'Later, look it up here by its number' }).getAttribute('href')
  const later = await (await browser.newContext()).newPage()
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    await later.setViewportSize({ width, height: 900 })
    await later.emulateMedia({ colorScheme })
    await later.goto(address ?? '')
    await later.getByRole('status').getByText('An editor has yet to look at it').waitFor()
    expect(await violationsIn(later)).toEqual([])
    expect(await later.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await later.getByLabel('Number').fill(ticket?.replaceAll('-', '') ?? '')
    await later.keyboard.press('Enter')
    await later.waitForURL(/ticket=\d{9}/)
    await later.getByRole('status').getByText('An editor has yet to look at it').waitFor()
  }
})
