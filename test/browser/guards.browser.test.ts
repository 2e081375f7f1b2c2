import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, post } from './people.ts'
import { openSite, type Site } from './site.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function set({ db }: Site, pace: { slow_seconds?: number; flooded_until?: Date }): Promise<void> {
  await db.updateTable('article').set(pace).where('id', '=', 'demo-bus-line').execute()
}

/** Reads the list anew: what holds for the article comes with it. */
async function reload(page: Page): Promise<void> {
  await page.reload()
  await page.getByLabel('寫評論').waitFor()
}

const published = (page: Page) => page.getByRole('heading', { name: '已發表，大家都看得見了' }).first().waitFor()

test('on a slow article the box says so, counts down after one comment and takes the next in the end', async () => {
  const site = await openSite()
  const page = await openAsReader(browser, site.origin, '東昌湖畔')
  await post(page, '陸港建成後，大車停車能不能一塊兒解決？')
  await published(page)
  await set(site, { slow_seconds: 3 })
  await reload(page)
  await page.getByText('慢速模式：每人每 3 秒一條').waitFor()
  const box = page.getByLabel('寫評論')
  const send = page.getByRole('button', { name: '發表' })
  await box.fill('公交也盼著能通到開發區。')
  // The turn is taken behind the page's back, so that the test need not be quicker than the pause.
  const { reader_id: readerId } = await site.db.selectFrom('comment').select('reader_id').executeTakeFirstOrThrow()
  const { identity, site_id } = await site.db
    .selectFrom('reader')
    .selectAll()
    .where('id', '=', readerId)
    .executeTakeFirstOrThrow()
  const taken = { site_id, article_id: 'demo-bus-line', identity, taken_at: new Date(Date.now() + 10_000) }
  await site.db.insertInto('slow_turn').values(taken).execute()
  await send.click()
  await page.getByRole('heading', { name: /歇一歇，\d+ 秒後可以再發/ }).waitFor()
  expect(await violationsIn(page, 'reader-comments')).toEqual([])
  expect(await box.inputValue()).toBe('公交也盼著能通到開發區。')
  expect(await site.db.selectFrom('comment').select('id').execute()).toHaveLength(1)
  await page.getByText('可以再發了').waitFor()
  await send.click()
  await expect.poll(() => box.inputValue(), { timeout: 20_000 }).toBe('')
  expect(await site.db.selectFrom('comment').select('id').execute()).toHaveLength(2)
})

test('under flood the browser solves what it is asked for, and the comment goes through once', async () => {
  const site = await openSite()
  const page = await openAsReader(browser, site.origin, '東昌湖畔')
  await post(page, '陸港建成後，大車停車能不能一塊兒解決？')
  await published(page)
  await set(site, { flooded_until: new Date(Date.now() + 600_000) })
  const statuses: number[] = []
  page.on('response', (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/comments')) statuses.push(response.status())
  })
  const box = page.getByLabel('寫評論')
  await post(page, '公交也盼著能通到開發區。')
  await expect.poll(() => box.inputValue(), { timeout: 30_000 }).toBe('')
  expect(statuses).toEqual([428, 201])
  const texts = await site.db.selectFrom('comment').select('text').orderBy('id').execute()
  expect(texts.map(({ text }) => text)).toEqual(['陸港建成後，大車停車能不能一塊兒解決？', '公交也盼著能通到開發區。'])
})
