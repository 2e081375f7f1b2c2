import { sign } from 'hono/jwt'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchTokens, json } from '../cli/service.ts'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openSite, type Site } from './site.ts'

const ARTICLE = 'demo-bus-line'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

async function say({ origin }: Site, article: string, text: string): Promise<void> {
  const [authorization] = (await fetchTokens(origin, [`網友${text.length}`])).map((token) => `Bearer ${token}`)
  const answer = await fetch(
    `${origin}/v1/articles/${article}/comments`,
    json({ text }, { origin, authorization: authorization! }),
  )
  expect(answer.status).toBe(201)
}

test('without JavaScript the comments are one link away, and nothing is wrong with their page', async () => {
  const site = await openSite()
  await say(site, ARTICLE, '更盼著公交也能通到開發區。')
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`${site.origin}/demo/?as=`)
  await page.getByRole('link', { name: '看評論' }).click()
  await page.getByText('更盼著公交也能通到開發區。').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await context.cookies(`${site.origin}/embed/`)).toEqual([])

  for (const colorScheme of ['light', 'dark'] as const) {
    const shown = await (await browser.newContext({ colorScheme })).newPage()
    await shown.goto(`${site.origin}/embed/${ARTICLE}`)
    const found = await violationsIn(shown)
    expect(found).toEqual([])
  }
})

test('where the widget cannot be fetched it leaves a link to that page', async () => {
  const site = await openSite()
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await page.route('**/widget/draw-*', (route) => route.abort())
  await page.goto(`${site.origin}/demo/?as=&lang=en#comments`)
  const link = page.locator('reader-comments').getByRole('link', { name: 'Comments' })
  expect(await link.getAttribute('href')).toBe(`${site.origin}/embed/${ARTICLE}?lang=en`)
})

test('a list is filled with counts in its language, by few requests, without moving anything else', async () => {
  const site = await openSite()
  await say(site, 'a', '支持家鄉建設！')
  await say(site, 'b', '支持家鄉建設，期待通車！')
  await say(site, 'b', '更盼著公交也能通到開發區。')
  const page = await browser.newPage()
  const asked: URL[] = []
  page.on('request', (request) => {
    if (request.url().includes('/v1/counts')) asked.push(new URL(request.url()))
  })
  const many = Array.from({ length: 60 }, (_, index) => `<li data-yueping-count="${index} 長長的鍵">？</li>`)
  await page.route('**/list', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="zh-Hant"><ul>
        <li data-yueping-count="a">？</li><li data-yueping-count="b" lang="zh-CN">？</li>
        <li lang="en"><span data-yueping-count="a">?</span><i data-yueping-count="b">?</i></li>
        <li data-yueping-count="">？</li><li data-yueping-count="${'長'.repeat(201)}">？</li>${many.join('')}</ul>
        <script type="module" src="${site.origin}/counts.js?site=demo"></script></html>`,
    }),
  )
  await page.goto(`${site.origin}/list`)
  await page.getByText('2 条评论').waitFor()
  await expect.poll(() => page.locator('li').last().textContent()).toBe('0 條評論')
  expect(
    await page.locator('[data-yueping-count]').evaluateAll((all) => all.slice(0, 6).map((each) => each.textContent)),
  ).toEqual(['1 條評論', '2 条评论', '1 comment', '2 comments', '？', '？'])
  expect(asked.length).toBe(2)
  expect(asked.map((url) => url.searchParams.getAll('article').length).sort()).toEqual([12, 50])
  expect(asked.every((url) => url.searchParams.get('site') === 'demo')).toBe(true)
})

test('staff, the author and the official note are told as such', async () => {
  const site = await openSite()
  const { reader_token_secret: secret } = await site.db.selectFrom('site').selectAll().executeTakeFirstOrThrow()
  const exp = Math.floor(Date.now() / 1000) + 600
  const body = { title: '早班車', url: `${site.origin}/demo/`, note: '本文數據截至三月十八日。', authors: ['zhu'] }
  const token = await sign({ aud: 'portal', exp }, secret, 'HS256')
  const put = { ...json(body, { authorization: `Bearer ${token}` }), method: 'PUT' }
  expect((await fetch(`${site.origin}/v1/articles/${ARTICLE}`, put)).status).toBe(200)
  for (const claims of [
    { sub: 'editor', name: '示範站小編', staff: true },
    { sub: 'zhu', name: '記者朱海波', staff: true },
  ]) {
    const authorization = `Bearer ${await sign({ ...claims, verified: true, exp }, secret, 'HS256')}`
    const text = { text: '已轉給公交公司，有消息我們跟進。' }
    await fetch(`${site.origin}/v1/articles/${ARTICLE}/comments`, json(text, { origin: site.origin, authorization }))
  }
  for (const [lang, staff, author, note] of [
    ['zh-Hant', '小編', '作者', '本網說明'],
    ['en', 'Staff', 'Author', 'From the editors'],
  ] as const) {
    for (const theme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
      const page = await context.newPage()
      await page.goto(`${site.origin}/demo/?as=&lang=${lang}&theme=${theme}#comments`)
      await page.getByRole('complementary', { name: note }).getByText('本文數據截至三月十八日。').waitFor()
      expect(await page.locator('reader-comments .badge').allTextContents()).toEqual([author, staff])
      const found = await violationsIn(page, 'reader-comments')
      expect(found).toEqual([])
      await context.close()
    }
  }
})
