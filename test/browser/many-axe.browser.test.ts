import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test, vi } from 'vitest'
import { expectAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { insertCounted } from './counted.ts'
import { heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

// Every page is looked at in two themes and three widths.
vi.setConfig({ testTimeout: 300_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function choose(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
  await page.reload()
  await page.locator('.queues').waitFor()
}

test.each(['zh-Hant', 'zh-Hans', 'en'])(
  'searching, deciding many and the numbers are accessible in %s, light and dark, at every width',
  async (language) => {
    const room = await openNewsroom()
    await holdComments(room, heldTexts(11))
    await insertCounted(room.db)
    const page = await signInAs(browser, room, ZHOUNING)
    await choose(page, language)
    await page.evaluate(() => location.assign('#search/text=加微信'))
    await page.locator('.picks tbody tr').first().waitFor()
    await expectAccessible(page)
    await page.locator('.picks thead input').click()
    await page.locator('.tools .btn.pri').click()
    await page.locator('.many-bar .btn.no').waitFor()
    await expectAccessible(page)
    await page.locator('.many-bar .btn.no').click()
    await page.locator('dialog [role=status] .hint').waitFor()
    await expectAccessible(page)
    await page.locator('dialog select').selectOption('ad_spam')
    await page.locator('dialog [type=submit]').click()
    await page.locator('.act-summary .acts').waitFor()
    await expectAccessible(page)
    await page.evaluate(() => location.assign('#acts'))
    await page.locator('.acts-list li').waitFor()
    await expectAccessible(page)
    await page.evaluate(() => location.assign('#statistics'))
    await page.locator('.canvas canvas').first().waitFor()
    await expectAccessible(page)
  },
)
