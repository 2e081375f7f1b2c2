import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test, vi } from 'vitest'
import { addModerator } from '../http/moderator.ts'
import { expectAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { appeal, decideDrawn, publishComment, report } from './complaining.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, openQueue, signInAs } from './desk.ts'

const WUTONG = { username: 'wutong', displayName: '吳桐', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

// Every card is looked at in two themes, three widths and three languages.
vi.setConfig({ testTimeout: 300_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function look(page: Page): Promise<void> {
  for (const language of ['zh-Hant', 'zh-Hans', 'en']) {
    await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
    await page.reload()
    await frontId(page)
    await expectAccessible(page)
  }
  await page.evaluate(() => localStorage.setItem('yueping.language', 'zh-Hant'))
  await page.reload()
  await frontId(page)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('the cards of what was judged before are accessible, light and dark, at every width', async () => {
  const room = await openNewsroom()
  const published = await publishComment(room, '更盼著公交也能通到開發區。')
  for (const [place, category] of ['abuse', 'rumor', 'fraud', 'off_topic', 'abuse'].entries())
    await report(room, published, { name: `街坊${place}`, category, text: '看著不像真的，請編輯查一查再說' })
  await holdComments(room, heldTexts(3))
  await addModerator(room.db, { username: 'chenlan', displayName: '陳嵐' })
  const drawn = [
    await decideDrawn(room, 'chenlan', { kind: 'reject', category: 'abuse' }),
    await decideDrawn(room, 'chenlan', { kind: 'reject', category: 'ad_spam' }),
  ]
  const page = await signInAs(browser, room, WUTONG)
  await frontId(page)
  await openQueue(page, '2')
  await look(page)
  await openQueue(page, '5')
  await look(page)
  const seconded = await frontId(page)
  await approve(page)
  await page.getByText('已交負責人定').waitFor()
  await appeal(room, drawn.find((id) => id !== seconded) ?? '', '我只是找人拼車，沒有罵人，請再看一次。')
  await page.goto(`${room.service.origin}/console/#review/appeals`)
  await frontId(page)
  await look(page)

  const lead = await signInAs(browser, room, ZHOUNING)
  await openQueue(lead, '7')
  await look(lead)
})
