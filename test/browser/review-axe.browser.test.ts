import type { Browser, Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeNote } from '../../src/review/note.ts'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

// Every state is looked at in two themes and several widths.
vi.setConfig({ testTimeout: 240_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

/** No violation that axe knows and no sideways scroll, in this language, light and dark, at these widths. */
async function expectAccessible(page: Page, where: string, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
      const found = await violationsIn(page)
      expect([where, width, colorScheme, found]).toEqual([where, width, colorScheme, []])
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([where, width, sideways <= 0]).toEqual([where, width, true])
    }
  }
}

async function choose(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
  await page.reload()
  await frontId(page)
}

test.each(['zh-Hant', 'zh-Hans', 'en'])(
  'the review is accessible in %s, light and dark, at every width',
  async (language) => {
    const room = await openNewsroom()
    await holdComments(room, heldTexts(4))
    const page = await signInAs(browser, room, ZHOUNING)
    await choose(page, language)
    await expectAccessible(page, 'card', [360, 1024, 1440])
    await page.keyboard.press('r')
    await expectAccessible(page, 'categories', [1024, 1440])
    await page.keyboard.press('0')
    await page.locator('input[role=combobox]').waitFor()
    await expectAccessible(page, 'codes', [1440])
  },
)

test('every other state of the review is accessible', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(4))
  const page = await signInAs(browser, room, ZHOUNING)
  const front = await frontId(page)
  for (const [key, where] of [
    ['s', 'reasons'],
    ['m', 'macros'],
    ['e', 'question'],
    ['n', 'note'],
    ['?', 'help'],
  ] as const) {
    await page.keyboard.press(key)
    await expectAccessible(page, where, [360, 1440])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
  // What a colleague wrote lies in the drawer, and the key to it says so.
  const { id: moderatorId } = await room.db.selectFrom('moderator').select('id').executeTakeFirstOrThrow()
  await writeNote(room.db, { siteId: 'demo', commentId: front, noteId: uuidv7(), moderatorId, text: '老號了' })
  await page.setViewportSize({ width: 1024, height: 900 })
  await page.reload()
  await page.getByRole('button', { name: '政策 1 條備註 I' }).waitFor()
  await page.keyboard.press('i')
  await expectAccessible(page, 'drawer', [1024])
  await page.keyboard.press('i')
  await approve(page)
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
  await expectAccessible(page, 'toast', [1024])

  await page.goto(`${room.service.origin}/console/#comment/${front}`)
  await page.getByRole('button', { name: '領取來裁決' }).waitFor()
  await expectAccessible(page, 'comment', [360, 1440])
  await page.goto(`${room.service.origin}/console/#review/reported`)
  await page.getByText('都審完了').waitFor()
  await expectAccessible(page, 'empty', [360, 1024])
  await page.goto(`${room.service.origin}/console/#review/held`)
  const next = await frontId(page)
  await room.release(next)
  await page.keyboard.press('r')
  await page.keyboard.press('1')
  await page.getByRole('alertdialog').waitFor()
  await expectAccessible(page, 'lost', [360, 1440])
  await page.keyboard.press('Enter')
  await page.context().setOffline(true)
  await page.getByText('連不上服務器').waitFor()
  await expectAccessible(page, 'offline', [360, 1440])
})
