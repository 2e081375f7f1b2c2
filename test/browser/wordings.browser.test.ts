import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectAccessibleInEveryLanguage } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const
const SENTENCE = '請刪去聯繫方式，其餘的話我們很願意刊登。'

// The page is looked at in two themes, three widths and three languages.
vi.setConfig({ testTimeout: 240_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a lead writes a wording and a macro, and what the moderator sees is what is stored', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(3))
  const page = await signInAs(browser, room, ZHOUNING)
  await frontId(page)
  await page.getByRole('link', { name: '措辭' }).click()
  await page.getByRole('button', { name: '添加措辭' }).click()
  const form = page.getByRole('dialog', { name: '添加措辭' })
  await form.getByLabel('類別').selectOption('ad_spam')
  await form.getByLabel('名稱').fill('客氣些')
  await form.getByLabel('繁體', { exact: true }).fill(SENTENCE)
  await form.getByLabel('英文').fill('Please leave out how to reach you.')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByText('请删去联系方式，其余的话我们很愿意刊登。').waitFor()

  await page.getByRole('button', { name: '添加快捷裁決' }).click()
  const macro = page.getByRole('dialog', { name: '添加快捷裁決' })
  await macro.getByLabel('按鍵').fill('w')
  await macro.getByLabel('名稱').fill('招攬，客氣些')
  await macro.getByLabel('類別').selectOption('ad_spam')
  await macro.getByLabel('給作者的話').selectOption({ label: '客氣些' })
  await macro.getByLabel('說明').fill('慣犯')
  await macro.getByRole('button', { name: '保存' }).click()
  await page.getByText('招攬，客氣些').first().waitFor()
  await expectAccessibleInEveryLanguage(page)

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: '審核' }).click()
  const first = await frontId(page)
  const shown = async () => ((await page.locator('.tell b').textContent()) ?? '').slice(1, -1)
  await page.keyboard.press('r')
  await page
    .getByRole('button', { name: /商業廣告或招攬/ })
    .last()
    .focus()
  await page.keyboard.press('t')
  await expect.poll(shown).toBe(SENTENCE)
  await page.keyboard.press('1')
  const second = await frontId(page, first)
  await page.keyboard.press('m')
  await page.getByRole('dialog', { name: '快捷裁決' }).getByText('招攬，客氣些').waitFor()
  await page.keyboard.press('w')
  await frontId(page, second)
  const { db } = room
  await expect
    .poll(() =>
      db.selectFrom('decision').select(['comment_id', 'message', 'note', 'category']).orderBy('decided_at').execute(),
    )
    .toMatchObject([
      { comment_id: first, message: { 'zh-Hant': SENTENCE }, note: null, category: 'ad_spam' },
      { comment_id: second, message: { 'zh-Hant': SENTENCE }, note: '慣犯', category: 'ad_spam' },
    ])

  await page.getByRole('link', { name: '措辭' }).click()
  await page.getByRole('button', { name: '停用 招攬，客氣些' }).click()
  await page.getByRole('button', { name: '確定' }).click()
  await page.getByText('還沒有快捷裁決').waitFor()
  await page.getByRole('button', { name: '修改 客氣些' }).click()
  const change = page.getByRole('dialog', { name: '修改措辭' })
  await change.getByLabel('作為這一類的預設').check()
  await change.getByRole('button', { name: '保存' }).click()
  await page.locator('.tag.ok').getByText('預設').waitFor()
})

test('a moderator without the right may read the page, and is offered nothing to change', async () => {
  const room = await openNewsroom()
  const page = await signInAs(browser, room, { ...ZHOUNING, role: 'moderator' })
  expect(await page.getByRole('link', { name: '措辭' }).count()).toBe(0)
  await page.goto(`${room.service.origin}/console/#wordings`)
  await page.getByText('你可以查看；修改須由負責人').waitFor()
  expect(await page.locator('main').getByRole('button').count()).toBe(0)
})
