import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLanguage } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const
const FLOOD = ['甲', '乙', '丙'].map((one) => `老闆辛苦了，物流公司缺票的找我，長期有效，加薇信細聊${one}`)

// Pages in two themes and three widths, one of them in three languages.
vi.setConfig({ testTimeout: 360_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a lead finds what was decided in the log, and goes from there to the comment', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(1))
  const page = await signInAs(browser, room, ZHOUNING)
  const decided = await frontId(page)
  await approve(page)
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
  await page.getByRole('link', { name: '日誌' }).click()
  const line = page.locator('.log li')
  await line.getByText('周寧通過').waitFor()
  expect(await line.count()).toBe(1)
  await expectAccessibleInEveryLanguage(page)
  await line.getByRole('link').click()
  await page.getByRole('button', { name: '領取來裁決' }).waitFor()
  expect(new URL(page.url()).hash).toBe(`#comment/${decided}`)
})

test('which account wrote when stands above comments that are alike, and in a table', async () => {
  const room = await openNewsroom()
  const [first = ''] = await holdComments(room, FLOOD)
  const page = await signInAs(browser, room, ZHOUNING)
  await page.goto(`${room.service.origin}/console/#many/similar=${first}&kind=reject`)
  const flood = page.getByRole('region', { name: '3 個帳號在 1 分鐘內發了 3 條' })
  await flood.waitFor()
  expect(await flood.locator('.track i').count()).toBe(3)
  await flood.getByText('看數字').click()
  expect(await flood.locator('tbody tr').count()).toBe(3)
  await expectAccessible(page)
})
