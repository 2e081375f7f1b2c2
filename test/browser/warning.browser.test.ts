import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { listed, openAsReader } from './people.ts'
import { openSite } from './site.ts'

const OFFER = '想跑專線的師傅，車隊缺人，加我V信細聊 kp8866cz'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a writer is told of category and phrase, may change the text or post it as it is, by keyboard', async () => {
  const site = await openSite()
  const page = await openAsReader(browser, site.origin, '東昌湖畔')
  const box = page.getByLabel('寫評論')
  await box.fill(`  ${OFFER}`)
  await box.press('Control+Enter')
  const warning = page.locator('reader-comments .say.warn[role=status]')
  await warning.getByRole('heading', { name: '發表前看一眼：商業廣告或招攬' }).waitFor()
  expect(await warning.locator('p').textContent()).toContain('kp8866cz')
  expect(await warning.textContent()).not.toMatch(/0\.\d|%/)
  expect(await box.inputValue()).toBe(`  ${OFFER}`)
  expect((await site.db.selectFrom('comment').selectAll().execute()).length).toBe(0)

  await warning.getByRole('button', { name: '再改改' }).press('Enter')
  const marked = await box.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(OFFER).toContain(marked)
  expect(marked).not.toBe('')
  await page.keyboard.type('x')
  expect(await warning.count()).toBe(0)

  await box.fill(OFFER)
  await box.press('Control+Enter')
  await page.getByRole('button', { name: '照原樣發表' }).press('Enter')
  await page.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  expect(await box.inputValue()).toBe('')
  expect((await site.db.selectFrom('comment').select('text').execute()).map(({ text }) => text)).toEqual([OFFER])
})

test('the warning is understood in every language, width and theme', async () => {
  const site = await openSite()
  for (const [lang, write, send, title] of [
    ['zh-Hant', '寫評論', '發表', '發表前看一眼：商業廣告或招攬'],
    ['zh-Hans', '写评论', '发表', '发表前看一眼：商业广告或招揽'],
    ['en', 'Write a comment', 'Post', 'Before you post: Advertising or solicitation'],
  ] as const) {
    for (const [width, theme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      const page = await openAsReader(browser, site.origin, `梁水鎮的風${lang}${width}`)
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${site.origin}/demo/?lang=${lang}&theme=${theme}#comments`)
      await page.getByLabel(write).fill(OFFER)
      await page.getByRole('button', { name: send }).click()
      await page.getByRole('heading', { name: title }).waitFor()
      const found = await violationsIn(page, 'reader-comments')
      expect(found).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await page.context().close()
    }
  }
})

test('a warning that cannot be had is not waited for', async () => {
  const site = await openSite()
  const page = await openAsReader(browser, site.origin, '東昌湖畔')
  await page.route('**/v1/preview*', (route) => route.abort())
  await page.getByLabel('寫評論').fill(OFFER)
  await page.getByRole('button', { name: '發表' }).click()
  await page.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  expect(await listed(await openAsReader(browser, site.origin, '梁水鎮的風'))).toEqual([])
})
