import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectAccessible, expectAccessibleInEveryLanguage } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const WUTONG = { username: 'wutong', displayName: '吳桐', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const
const BECAUSE = '留了微信，就是招攬'

// Two people, and every page in two themes and three widths.
vi.setConfig({ testTimeout: 360_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a lead makes a card of a decided comment, and a moderator is told of it only once it is answered', async () => {
  const room = await openNewsroom()
  const { origin } = room.service
  await holdComments(room, heldTexts(1))
  const lead = await signInAs(browser, room, ZHOUNING)
  const known = await frontId(lead)
  await lead.keyboard.press('r')
  await lead.locator('.picker').waitFor()
  await lead.keyboard.press('1')
  await lead
    .getByRole('status')
    .getByText(/^已拒絕/)
    .waitFor()
  await lead.goto(`${origin}/console/#comment/${known}`)
  await lead.getByRole('button', { name: '作訓練卡' }).click()
  const form = lead.getByRole('dialog', { name: '訓練卡的答案' })
  expect(await form.getByLabel('類別').inputValue()).toBe('ad_spam')
  await form.getByLabel('為什麼').fill(BECAUSE)
  await form.getByRole('button', { name: '保存' }).click()
  await lead.getByText('已作訓練卡').waitFor()

  const page = await signInAs(browser, room, WUTONG)
  await page.getByRole('link', { name: '訓練' }).click()
  await page.getByRole('button', { name: '開始訓練' }).click()
  await page.getByText('約有 10 % 會混入一張').waitFor()
  await page.getByText('還沒有答過').waitFor()
  expect(await page.getByText('誰在訓練').count()).toBe(0)

  await lead.getByRole('link', { name: '訓練' }).click()
  await lead.getByText(`因為${BECAUSE}`).waitFor()
  await lead.getByLabel('吳桐，混入訓練卡的比例').selectOption('0.5')
  await expect
    .poll(() => room.db.selectFrom('training_mode').select('rate').execute(), { timeout: 10_000 })
    .toEqual([{ rate: 0.5 }])
  await page.reload()
  await page.getByText('須由負責人結束').or(page.getByText('要由負責人結束')).waitFor()
  expect(await page.getByRole('button', { name: '結束訓練' }).count()).toBe(0)

  await page.getByRole('link', { name: '審核' }).click()
  await page.getByText('都審完了').waitFor()
  const real = new Set(await holdComments(room, heldTexts(13).slice(1)))
  // One claim in two has a card among what it gives.
  for (let front = await frontId(page); ; front = await frontId(page, front)) {
    expect(await page.locator('.told').count()).toBe(0)
    await approve(page)
    if (front === known) break
    expect(real.has(front)).toBe(true)
  }
  const told = page.locator('.told')
  await told.getByText(`這是訓練卡，答案是拒絕 · 商業廣告或招攬，因為${BECAUSE}`).waitFor()
  await told.getByText('答案不同').waitFor()
  expect(await page.getByRole('button', { name: '撤銷 Z' }).isDisabled()).toBe(true)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Escape')
  await expect.poll(() => told.count()).toBe(0)
  const { status } = await room.db
    .selectFrom('comment')
    .select('status')
    .where('id', '=', known)
    .executeTakeFirstOrThrow()
  expect(status).toBe('rejected')

  await page.getByRole('link', { name: '訓練' }).click()
  await page.getByText('1 張中答對 0 張').waitFor()
  await expectAccessibleInEveryLanguage(page)
  await lead.reload()
  await lead.getByText('1 人答過，0 人答對').waitFor()
  await expectAccessibleInEveryLanguage(lead)
  await lead.getByRole('button', { name: /^停用/ }).click()
  await lead.getByRole('button', { name: '確定' }).click()
  await lead.getByText('還沒有訓練卡').waitFor()
})
