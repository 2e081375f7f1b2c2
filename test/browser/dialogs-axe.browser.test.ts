import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test, vi } from 'vitest'
import { expectAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

// Each dialog is looked at in two themes.
vi.setConfig({ testTimeout: 240_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

/** Opens it by a button, looks, and closes it again by Escape. */
async function lookAt(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click()
  await page.locator('dialog[open]').waitFor()
  await expectAccessible(page, [1024])
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}

test('every dialog is accessible on a narrow desk, light and dark', async () => {
  const room = await openNewsroom()
  const { origin } = room.service
  await holdComments(room, heldTexts(3))
  const page = await signInAs(browser, room, ZHOUNING)
  const go = (address: string) => page.goto(`${origin}/console/#${address}`)

  await go('wordings')
  await lookAt(page, '添加措辭')
  await page.getByRole('button', { name: '添加快捷裁決' }).click()
  const macro = page.getByRole('dialog', { name: '添加快捷裁決' })
  await macro.getByLabel('按鍵').fill('w')
  await macro.getByLabel('名稱').fill('招攬')
  await macro.getByLabel('類別').selectOption('ad_spam')
  await expectAccessible(page, [1024])
  await macro.getByRole('button', { name: '保存' }).click()
  await lookAt(page, /^停用/)

  await go('review')
  const front = await frontId(page)
  await lookAt(page, '處置作者')
  for (const [key, shown] of [
    ['?', 'dialog.help[open]'],
    ['m', '.picker'],
  ] as const) {
    await page.keyboard.press(key)
    await page.locator(shown).waitFor()
    await expectAccessible(page, [1024])
    await page.keyboard.press('Escape')
    await page.locator(shown).waitFor({ state: 'detached' })
  }
  await page.locator('.who').click()
  await page.getByRole('button', { name: '登出' }).waitFor()
  await expectAccessible(page, [1024])
  await page.keyboard.press('Escape')
  await approve(page)
  await frontId(page, front)

  await go(`comment/${front}`)
  await lookAt(page, /^撤銷/)
  await page.getByRole('button', { name: '作訓練卡' }).click()
  const card = page.getByRole('dialog', { name: '訓練卡的答案' })
  await card.getByLabel('為什麼').fill('只是拼車')
  await expectAccessible(page, [1024])
  await card.getByRole('button', { name: '保存' }).click()
  await page.getByText('已作訓練卡').waitFor()
  await go('training')
  await lookAt(page, /^停用/)
  await go('account')
  await lookAt(page, '開啟兩步驗證')
})
