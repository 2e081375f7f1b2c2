import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { openAsReader } from './people.ts'
import { publish } from './published.ts'
import { openSite } from './site.ts'

/**
 * What is fetched for reading: by a reader of one language who is not signed in and does nothing, from the script that
 * the portal names to the last file before the comments, each compressed by itself. What follows the first page comes after them.
 */
const READING_LIMIT_BYTES = 16_384
const COUNTS_LIMIT_BYTES = 1024

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function openPage(width = 360): Promise<Page> {
  return (await browser.newContext({ viewport: { width, height: 740 } })).newPage()
}

/** How far everything has moved that did not have to. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: unknown[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(JSON.parse(JSON.stringify(entry)))
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { value: number }[] }).shifts.map(({ value }) => value))

const isRead = (page: Page) =>
  page.locator('reader-comments [role=tabpanel][aria-busy=false] .thread').first().waitFor()

test('what who reads has to fetch is small, in every language, and the script for counts smaller still', async () => {
  const site = await openSite()
  await publish(site, 3)
  for (const language of ['zh-Hant', 'zh-Hans', 'en']) {
    const page = await openPage()
    const bodies: Promise<Buffer>[] = []
    page.on('response', (response) => {
      if (/\/widget(\.js|\/(?!further-))/.test(response.url())) bodies.push(response.body())
    })
    await page.goto(`${site.origin}/demo/?as=&lang=${language}#comments`)
    await isRead(page)
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
    expect(sizes).toHaveLength(3)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(READING_LIMIT_BYTES)
    await page.context().close()
  }
  const counts = await (await fetch(`${site.origin}/counts.js`)).arrayBuffer()
  expect(gzipSync(counts).length).toBeLessThanOrEqual(COUNTS_LIMIT_BYTES)
})

test('nothing is asked of the service until the comments come near, but for a link to one of them', async () => {
  const site = await openSite()
  await publish(site, 1)
  const page = await openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${site.origin}/demo/?as=`, { waitUntil: 'networkidle' })
  expect(
    await page.evaluate(() => document.querySelector('reader-comments')!.getBoundingClientRect().top),
  ).toBeGreaterThan(2 * 740)
  // The number beside the headline is another script's.
  expect(asked.filter((path) => /^\/(v1|widget)\//.test(path))).toEqual(['/v1/counts'])
  expect(asked).toContain('/widget.js')
  await page.locator('.related').scrollIntoViewIfNeeded()
  await isRead(page)
  // Asked for by the small script, and taken from it.
  expect(asked.filter((path) => path.endsWith('/comments'))).toHaveLength(1)

  const linked = await openPage()
  await linked.goto(`${site.origin}/demo/?as=#yueping-00000000-0000-4000-8000-000000000000`)
  await isRead(linked)
  expect(await linked.evaluate(() => scrollY)).toBe(0)
  await linked.locator('reader-comments [aria-live]:not(.vh)').getByText('連結的評論已不公開或找不到').waitFor()
})

test.each([360, 1280])('at %i px nothing moves while the comments come', async (width) => {
  const site = await openSite()
  await publish(site, 30)
  for (const name of ['', '東昌湖畔']) {
    const page = await openPage(width)
    await watchShifts(page)
    await page.route('**/v1/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.fallback()
    })
    await page.goto(`${site.origin}/demo/?as=${encodeURIComponent(name)}#comments`)
    await isRead(page)
    if (name) await page.getByRole('textbox', { name: '寫評論' }).waitFor()
    expect(await shiftsOf(page)).toEqual([])
    await page.context().close()
  }
})

test('what is pressed before the file that it takes has come is done once that comes, at the second attempt', async () => {
  const site = await openSite()
  await publish(site, 21)
  const page = await openPage()
  let attempts = 0
  await page.route('**/widget/further-*', (route) => {
    attempts += 1
    return attempts === 1 ? route.abort() : route.continue()
  })
  await page.goto(`${site.origin}/demo/?as=#comments`)
  await isRead(page)
  await page.getByRole('button', { name: '更早的評論' }).click()
  await page.locator('reader-comments .thread').nth(20).waitFor()
  expect(attempts).toBe(2)
})

test('two elements on one page each show their own article', async () => {
  const site = await openSite()
  await publish(site, 1)
  const page = await openAsReader(browser, site.origin, '東昌湖畔')
  await page.evaluate(() => {
    const other = document.createElement('reader-comments')
    other.setAttribute('article', 'another')
    document.querySelector('reader-comments')!.after(other)
  })
  await page.locator('reader-comments[article=another]').getByText('還沒有人評論').waitFor()
  expect(await page.locator('reader-comments#comments .thread').count()).toBe(1)
})
