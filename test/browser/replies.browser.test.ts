import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

const FIRST = '陸港建成後，大車停車能不能一塊兒解決？'
const REPLY = '二期規劃裡寫了，看看數據。'
const SECOND = '謝謝，這下放心了。'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

/** Answers a comment with nothing but the keyboard. */
async function answer(page: Page, whom: string, text: string): Promise<void> {
  await page
    .getByRole('button', { name: `回覆 ${whom}` })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: `回覆 ${whom}` }).waitFor()
  await page.keyboard.type(text)
  await page.keyboard.press('Control+Enter')
  await page.locator('reader-comments .kids .say.ok').getByText('已發表').waitFor()
}

test('a thread is read and answered by keyboard, in every language, width and theme', async () => {
  const service = await openSite()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, FIRST)
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()

  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  await answer(other, '東昌湖畔', REPLY)
  expect(await other.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent)).toBe('回覆')

  await author.reload()
  await author.getByRole('button', { name: '查看 1 條回覆' }).press('Enter')
  await author.locator('.kids > li:focus').getByText(REPLY).waitFor()
  await answer(author, '梁水鎮的風', SECOND)

  const guest = await openAsReader(browser, service.origin, '清泉路')
  for (const [lang, show, answers] of [
    ['zh-Hant', '查看 2 條回覆', '回覆 梁水鎮的風'],
    ['zh-Hans', '查看 2 条回复', '回复 梁水鎮的風'],
    ['en', 'Show 2 replies', 'Reply to 梁水鎮的風'],
  ] as const) {
    for (const [width, theme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      await guest.setViewportSize({ width, height: 900 })
      await guest.goto(`${service.origin}/demo/?lang=${lang}&theme=${theme}&sort=hot#comments`)
      await guest.locator('.how').waitFor()
      await guest.getByRole('button', { name: show }).click()
      await guest.locator('.kids .to').getByText(answers).waitFor()
      expect(await guest.locator('.kids .body').allTextContents()).toEqual([REPLY, SECOND])
      // What may be done with a comment stands in one line, on a phone too.
      const acts = await guest.locator('.thread').first().locator('> .c .ops .txt, > .c .ops ~ .txt').all()
      const middles = await Promise.all(
        acts.map(async (act) => {
          const { y, height } = (await act.boundingBox())!
          return Math.round(y + height / 2)
        }),
      )
      expect([lang, width, middles]).toEqual([lang, width, Array(3).fill(middles[0])])
      await guest.getByRole('button', { name: answers }).click()
      const found = await violationsIn(guest, 'reader-comments')
      expect(found).toEqual([])
      expect(await guest.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  }
})

test('a reply that is not sent keeps its draft, and a first comment that is withdrawn keeps its place', async () => {
  const service = await openSite()
  const author = await openAsReader(browser, service.origin, '馬頰河')
  await post(author, '公交線路圖甚麼時候公布？')
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  await other.getByRole('button', { name: '回覆 馬頰河' }).click()
  await other.getByRole('textbox', { name: '回覆 馬頰河' }).fill('下個月貼在站牌上。')
  await other.keyboard.press('Escape')
  await other.reload()
  await other.getByRole('button', { name: '回覆 馬頰河' }).click()
  expect(await other.getByRole('textbox', { name: '回覆 馬頰河' }).inputValue()).toBe('下個月貼在站牌上。')
  await other.getByRole('textbox', { name: '回覆 馬頰河' }).press('Control+Enter')
  await other.locator('reader-comments .kids .say.ok').waitFor()

  // Whoever presses the same key once more keeps what they have.
  await author.getByRole('button', { name: '撤回' }).first().press('Enter')
  await author.locator('reader-comments fieldset button:focus').getByText('不撤回').press('Enter')
  await author.locator('reader-comments .txt:focus').getByText('撤回', { exact: true }).press('Enter')
  await author.getByRole('button', { name: '確定撤回' }).click()
  await author.locator('reader-comments [aria-live=polite]').getByText('評論已撤回').waitFor({ state: 'attached' })
  await other.reload()
  await other.getByText('作者已撤回這條評論').waitFor()
  expect(await other.getByText('公交線路圖甚麼時候公布？').count()).toBe(0)
  await other.getByRole('button', { name: '查看 1 條回覆' }).click()
  await other.locator('.kids .body').getByText('下個月貼在站牌上。').waitFor()
})

/** The like is shown before the service knows of it: waits until it does. */
async function press(page: Page, name: string, key: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/likes') && response.status() === 200)
  await page.getByRole('button', { name }).press(key)
  await answer
}

test('a like is given and taken back by keyboard, and known again after a reload', async () => {
  const service = await openSite()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, FIRST)
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  await press(other, '讚，0', 'Enter')
  await other.getByRole('button', { name: '讚，1', pressed: true }).waitFor()
  await author.reload()
  await press(author, '讚，1', 'Enter')
  await author.getByRole('button', { name: '讚，2', pressed: true }).waitFor()
  await other.reload()
  await other.getByRole('button', { name: '讚，2', pressed: true }).waitFor()
  await press(other, '讚，2', ' ')
  await other.getByRole('button', { name: '讚，1', pressed: false }).waitFor()

  await other.context().setOffline(true)
  await other.getByRole('button', { name: '讚，1' }).click()
  await other.getByText('沒有成功，請稍後再試。').waitFor()
  await other.getByRole('button', { name: '讚，1', pressed: false }).waitFor()
  await other.context().setOffline(false)

  const guest = await openAsReader(browser, service.origin, '')
  await guest.locator('reader-comments .likes').getByText('讚，1').waitFor({ state: 'attached' })
  expect(await guest.locator('reader-comments button.likes').count()).toBe(0)
})

test('a link to a reply opens its thread and puts the focus on it', async () => {
  const service = await openSite()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, FIRST)
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  await answer(other, '東昌湖畔', REPLY)
  await other.reload()
  await other.getByRole('button', { name: '查看 1 條回覆' }).click()
  const href = await other.locator('.kids time a').getAttribute('href')
  expect(href).toMatch(/^#yueping-/)

  const guest = await openAsReader(browser, service.origin, '')
  await guest.goto(`${service.origin}/demo/${href}`)
  await guest.reload()
  await guest.locator('.kids > li:focus').getByText(REPLY).waitFor()
  await guest.getByRole('button', { name: '從最新的看起' }).click()
  await guest.getByRole('button', { name: '查看 1 條回覆' }).waitFor()
  await guest.goto(`${service.origin}/demo/#yueping-00000000-0000-4000-8000-000000000000`)
  await guest.locator('[aria-live=polite]').getByText('連結的評論已不公開或找不到').waitFor({ state: 'attached' })
})
