import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service } from '../cli/service.ts'
import { launchChromium } from './chromium.ts'
import { listed, openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
})

async function open(): Promise<{ service: Service; page: Page }> {
  const service = await openSite()
  return { service, page: await openAsReader(browser, service.origin, '東昌湖畔') }
}

test('the widget is as dark as its page, whatever the device prefers', async () => {
  const { page } = await open()
  const root = page.locator('reader-comments .yp')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => root.getAttribute('class')).toBe('yp dark')
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
  await expect.poll(() => root.getAttribute('class')).toBe('yp')
  const paint = await root.evaluate((element) => [
    getComputedStyle(element).color,
    getComputedStyle(element).backgroundColor,
  ])
  expect(paint).toEqual(['rgb(26, 32, 35)', 'rgb(255, 255, 255)'])
})

test('a reader whose device’s clock runs days ahead writes all the same, and one whose token is over is told so', async () => {
  const { origin } = await openSite()
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await page.clock.setSystemTime(Date.now() + 3 * 86_400_000)
  await page.goto(`${origin}/demo/?as=${encodeURIComponent('東昌湖畔')}#comments`)
  await post(page, '更盼著公交也能通到開發區。')
  await page.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  await page.route('**/v1/me/comments?**', (route) =>
    route.fulfill({ status: 401, json: { code: 'token_expired', message: '' } }),
  )
  await page.reload()
  await page.getByText('登入已過期').waitFor()
  expect(await page.getByLabel('寫評論').count()).toBe(0)
})

test('two submissions at once make one comment; its outcome is announced, and the focus stays', async () => {
  const { service, page } = await open()
  await page.getByLabel('寫評論').fill('支持，期待專線早日通車！')
  await page.getByRole('button', { name: '發表' }).focus()
  await page.locator('reader-comments form').evaluate((form: HTMLFormElement) => {
    form.requestSubmit()
    form.requestSubmit()
  })
  await page
    .locator('reader-comments [aria-live=polite]')
    .getByText('已發表，大家都看得見了')
    .waitFor({ state: 'attached' })
  expect(await page.locator('reader-comments .send:focus').textContent()).toBe('發表')
  expect(await listed(await openAsReader(browser, service.origin, '梁水鎮的風'))).toHaveLength(1)
})

test('a very long comment is folded, and unfolds without another request', async () => {
  const { page } = await open()
  await post(page, '這條路修得好，大家出門方便多了。'.repeat(60))
  const body = page.locator('reader-comments .body')
  const unfold = page.getByRole('button', { name: '展開全文' })
  await unfold.waitFor()
  const folded = (await body.boundingBox())?.height ?? 0
  expect(folded).toBeLessThan(12.5 * 16 * 1.8)
  await unfold.click()
  expect((await body.boundingBox())?.height).toBeGreaterThan(folded * 2)
  await page.getByRole('button', { name: '收起全文' }).click()
  expect((await body.boundingBox())?.height).toBe(folded)
})
