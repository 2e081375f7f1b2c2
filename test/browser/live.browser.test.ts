import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function publish(page: Page, text: string): Promise<void> {
  await post(page, text)
  const own = page.locator('reader-comments .mine', { hasText: text })
  await own.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
}

/** As the browser does when another tab comes to the front. */
const turn = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibilityState })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

test('two tabs: what one publishes the other is offered at once, also after it was behind or offline', {
  retry: 2,
}, async () => {
  const service = await openSite()
  const reader = await openAsReader(browser, service.origin, '梁水鎮的風')
  // Nothing is asked for: what comes has been told.
  await reader.route('**/v1/counts*', (route) => route.abort())
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await publish(author, '更盼著公交也能通到開發區。')
  const bar = reader.locator('reader-comments .live')
  await bar.getByText('1 條新評論').waitFor()
  await bar.click()
  await reader.locator('reader-comments [part=list] .body').getByText('更盼著公交').waitFor()
  expect(await bar.count()).toBe(0)

  const closed = new Promise<void>((resolve) => {
    const tell = (request: Request) => request.url().endsWith('/events') && resolve()
    reader.on('requestfinished', tell).on('requestfailed', tell)
  })
  await turn(reader, 'hidden')
  await closed
  await publish(author, '支持，期待專線早日通車！')
  expect(await bar.count()).toBe(0)
  await turn(reader, 'visible')
  await bar.getByText('1 條新評論').waitFor()

  await reader.context().setOffline(true)
  await publish(author, '支持家鄉建設！')
  await reader.context().setOffline(false)
  await bar.getByText('2 條新評論').waitFor()
  expect(await author.locator('reader-comments .live').count()).toBe(0)
})
