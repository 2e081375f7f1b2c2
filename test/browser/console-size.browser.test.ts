import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

/** All that a desk has to fetch: page, scripts, styles and the texts of one language. */
const DESK_LIMIT_BYTES = 90_000

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('what a desk has to fetch is small, in every language', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(1))
  const page = await signInAs(browser, room, { username: 'wutong', displayName: '吳桐', role: 'moderator' })
  for (const language of ['zh-Hant', 'zh-Hans', 'en']) {
    await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
    const bodies: Promise<Buffer>[] = []
    page.removeAllListeners('response')
    page.on('response', (response) => {
      const isConsole = new URL(response.url()).pathname.startsWith('/console/')
      if (isConsole && response.status() === 200) bodies.push(response.body())
    })
    await page.reload()
    await frontId(page)
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.info(`the desk in ${language}: ${total} bytes gzipped in ${sizes.length} files`)
    expect(sizes.length).toBeGreaterThan(3)
    expect(total).toBeLessThanOrEqual(DESK_LIMIT_BYTES)
  }
})
