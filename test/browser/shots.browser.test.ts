import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test, vi } from 'vitest'
import { launchChromium } from './chromium.ts'
import { insertCounted } from './counted.ts'
import { heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

vi.setConfig({ testTimeout: 300_000 })
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
test('shots', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(14))
  await insertCounted(room.db)
  const page = await signInAs(browser, room, { username: 'zhouning', displayName: '周寧', role: 'lead' })
  const other = await signInAs(browser, room, { username: 'chenlan', displayName: '陳嵐', role: 'moderator' })
  await other.locator('.card[data-ready=true]').waitFor()
  const shoot = async (name: string, full = false) => {
    for (const width of [1024, 1440])
      for (const colorScheme of ['light', 'dark'] as const) {
        if (colorScheme === 'dark' && width === 1024) continue
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
        if (full) {
          const h = await page.evaluate(() => (document.querySelector('main')?.scrollHeight ?? 900) + 48)
          await page.setViewportSize({ width, height: h })
        }
        await page.waitForTimeout(300)
        await page.screenshot({ path: `/tmp/wt/shots/${name}-${width}-${colorScheme}.png` })
      }
  }
  await shoot('card')
  await page.evaluate(() => location.assign('#search/text=加微信'))
  await page.locator('.picks tbody tr').first().waitFor()
  await page.locator('.picks tbody input').nth(1).click()
  await page
    .locator('.picks tbody input')
    .nth(3)
    .click({ modifiers: ['Shift'] })
  await shoot('search')
  await page.locator('.picks thead input').click()
  await page.locator('.tools .btn.pri').click()
  await page.locator('.many-bar .btn.no').waitFor()
  await shoot('many')
  await page.locator('.many-bar .btn.no').click()
  await page.locator('dialog [role=status]').waitFor()
  await page.locator('dialog select').selectOption('ad_spam')
  await shoot('dialog')
  await page.locator('dialog [type=submit]').click()
  await page.locator('.act-summary .acts').waitFor()
  await shoot('act')
  await page.evaluate(() => location.assign('#acts'))
  await page.locator('.acts-list li').waitFor()
  await shoot('acts')
  await page.evaluate(() => location.assign('#statistics'))
  await page.locator('.canvas canvas').first().waitFor()
  await shoot('statistics', true)
  await page.setViewportSize({ width: 1024, height: 900 })
  await page.evaluate(() => localStorage.setItem('yueping.language', 'en'))
  await page.reload()
  await page.locator('.canvas canvas').first().waitFor()
  await shoot('en-statistics', true)
})
