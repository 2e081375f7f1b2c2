import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service } from '../cli/service.ts'
import { launchChromium } from './chromium.ts'
import { listed, openAsReader, post, seeCard, signInAsModerator } from './people.ts'
import { openSite } from './site.ts'

const BORDERLINE = '想跑專線的師傅，車隊缺人，加我V信細聊 kp8866cz'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
})

async function start(): Promise<Service> {
  return openSite()
}

test('a held comment is its author’s alone until a moderator publishes it by keyboard', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  await post(author, BORDERLINE)
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  expect(await listed(other)).toEqual([])

  const moderator = await signInAsModerator(browser, service)
  await seeCard(moderator, BORDERLINE)
  expect(await moderator.locator('#said .hit').count()).toBeGreaterThan(0)
  await moderator.keyboard.press('a')
  await moderator.getByText('都審完了').waitFor()

  expect(await listed(other)).toEqual([BORDERLINE])
  await author.reload()
  await author.getByText(BORDERLINE).first().waitFor()
  expect(await author.getByRole('heading', { name: '審核中，只有你看得見' }).count()).toBe(0)
})

test('a rejection by keyboard reaches its author in the very words that the moderator saw', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, BORDERLINE)
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()

  const moderator = await signInAsModerator(browser, service)
  await seeCard(moderator, BORDERLINE)
  const promised = (await moderator.locator('.tell b').textContent()) ?? ''
  await moderator.keyboard.press('r')
  await moderator.keyboard.press('r')
  await moderator.getByText('都審完了').waitFor()

  await author.reload()
  const told = author.locator('reader-comments .say.no')
  await told.waitFor()
  expect(promised).toMatch(/^「.{8,}」$/)
  expect(await told.locator('p').first().textContent()).toContain(promised.slice(1, -1))
  expect(await listed(await openAsReader(browser, service.origin, '梁水鎮的風'))).toEqual([])
})

test('junk is refused at once with its reason, and nobody else sees it', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级')
  await author.getByRole('heading', { name: '未通過：淫穢色情' }).waitFor()
  await author.locator('reader-comments .say.no').getByText('承諾書第 8 條').waitFor()
  expect(await listed(await openAsReader(browser, service.origin, '梁水鎮的風'))).toEqual([])
})

test('markup in a comment or a nickname stays text, for readers and for moderators', async () => {
  const service = await start()
  const markup = '<img src=x onerror="document.title=1">支持<script>document.title=2</script>'
  const name = '<b onclick=x>甲</b>'
  const author = await openAsReader(browser, service.origin, name)
  await post(author, markup)
  await author.getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  const other = await openAsReader(browser, service.origin, '梁水鎮的風')
  const title = await other.title()
  expect(await listed(other)).toEqual([markup])
  expect(await other.locator('reader-comments .by b').first().textContent()).toBe(name)
  expect(await other.locator('reader-comments :is(img, script, b[onclick])').count()).toBe(0)
  expect(await other.title()).toBe(title)

  await post(author, `${BORDERLINE}${markup}`)
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  const moderator = await signInAsModerator(browser, service)
  await seeCard(moderator, markup)
  expect(await moderator.locator('#said :is(img, script)').count()).toBe(0)
  expect(await moderator.title()).not.toMatch(/^[12]$/)
})

test('single keys do nothing while the moderator writes a note', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, BORDERLINE)
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  const moderator = await signInAsModerator(browser, service)
  await seeCard(moderator, BORDERLINE)
  await moderator.keyboard.press('n')
  await moderator.keyboard.type('arsa')
  expect(await moderator.locator('textarea:focus').inputValue()).toBe('arsa')
  await seeCard(moderator, BORDERLINE)

  // A note that is written stays in sight.
  await moderator.keyboard.press('Escape')
  expect(await moderator.locator('textarea:focus').count()).toBe(0)
  await moderator.keyboard.press('n')
  expect(await moderator.locator('textarea:focus').inputValue()).toBe('arsa')
})

test('on a phone the drawer stays above the decision bar, hides the keys with the card, and can be closed', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, BORDERLINE)
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  const moderator = await signInAsModerator(browser, service)
  await seeCard(moderator, BORDERLINE)
  await moderator.setViewportSize({ width: 360, height: 740 })
  await moderator.getByRole('button', { name: '政策 I' }).click()
  const drawer = await moderator.locator('#side').boundingBox()
  const bar = await moderator.locator('.decide').boundingBox()
  expect(drawer!.y + drawer!.height).toBeLessThanOrEqual(bar!.y)
  await moderator.keyboard.press('a')
  await moderator.getByRole('button', { name: '關閉' }).click()
  expect(await moderator.locator('#side').isVisible()).toBe(false)
  await seeCard(moderator, BORDERLINE)
})

test('a comment that could not be sent keeps its draft, and the retry sends it once', async () => {
  const service = await start()
  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  const posted = '支持，期待專線早日通車！'
  let isCut = true
  await author.route('**/v1/articles/*/comments', async (route) => {
    if (route.request().method() !== 'POST' || !isCut) return route.fallback()
    // The service takes the comment, but its answer is lost on the way.
    await route.fetch()
    return route.abort('connectionreset')
  })
  await post(author, posted)
  await author.getByText('沒有發出去，網絡好像斷了').waitFor()
  expect(await author.getByLabel('寫評論').inputValue()).toBe(posted)
  isCut = false
  await author.getByRole('button', { name: '重試' }).click()
  await author.locator('reader-comments').getByText(posted).first().waitFor()
  expect(await listed(await openAsReader(browser, service.origin, '梁水鎮的風'))).toEqual([posted])
})
