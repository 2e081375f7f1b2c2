import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectWidgetAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { listed, openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

const PASSES = '支持，期待專線早日通車！'
const MENDED = '支持，期待專線明年就能通車！'
const BORDERLINE = '想跑專線的師傅，車隊缺人，加我V信細聊 kp8866cz'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
})

const widget = (page: Page) => page.locator('reader-comments')
const button = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true })

test('a comment is changed by keyboard while that is possible, and everyone reads the new text', async () => {
  const { origin, db } = await openSite()
  const author = await openAsReader(browser, origin, '東昌湖畔')
  await post(author, PASSES)
  await widget(author).getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  await button(author, '修改').focus()
  await author.keyboard.press('Enter')
  const box = widget(author).getByLabel('修改評論')
  await box.waitFor()
  expect(await box.evaluate((element) => element.matches(':focus'))).toBe(true)
  await widget(author)
    .getByText(/\d\d:\d\d 前可以改/)
    .waitFor()
  await expectWidgetAccessible(author)
  await author.keyboard.press('Escape')
  await button(author, '修改').waitFor()
  expect(await button(author, '修改').evaluate((element) => element.matches(':focus'))).toBe(true)

  await author.keyboard.press('Enter')
  await box.fill(MENDED)
  await button(author, '保存修改').click()
  await widget(author).getByText('已編輯').waitFor()
  const other = await openAsReader(browser, origin, '梁水鎮的風')
  expect(await listed(other)).toEqual([MENDED])
  await widget(other).getByText('已編輯').waitFor()

  await button(author, '修改').click()
  await box.fill(BORDERLINE)
  await button(author, '保存修改').click()
  await widget(author).getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  expect(await listed(other)).toEqual([])

  // Later it is offered no more.
  await db
    .updateTable('comment')
    .set({ created_at: new Date(Date.now() - 301_000) })
    .execute()
  await author.reload()
  await widget(author).getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  expect(await button(author, '修改').count()).toBe(0)
})

test('a change that could not be saved stays in the box, and is one when it is sent again', async () => {
  const { origin, db } = await openSite()
  const author = await openAsReader(browser, origin, '東昌湖畔')
  await post(author, PASSES)
  await button(author, '修改').click()
  const box = widget(author).getByLabel('修改評論')
  await box.fill(MENDED)
  let isCut = true
  await author.route('**/v1/comments/*', async (route) => {
    if (route.request().method() !== 'PUT' || !isCut) return route.fallback()
    // The service takes the change, but its answer is lost on the way.
    await route.fetch()
    return route.abort('connectionreset')
  })
  await button(author, '保存修改').click()
  await widget(author).getByText('沒有保存，網絡好像斷了').waitFor()
  expect(await box.inputValue()).toBe(MENDED)
  isCut = false
  await button(author, '保存修改').click()
  await widget(author).getByText('已編輯').waitFor()
  expect(await db.selectFrom('restricted_text').select('text').execute()).toEqual([{ text: PASSES }])
})

test('a change of what was withdrawn elsewhere meanwhile is said to be too late, and stays in the box until that is closed', async () => {
  const { origin } = await openSite()
  const author = await openAsReader(browser, origin, '東昌湖畔')
  await post(author, PASSES)
  await button(author, '修改').click()
  const box = widget(author).getByLabel('修改評論')
  await box.fill(MENDED)
  const elsewhere = await openAsReader(browser, origin, '東昌湖畔')
  await button(elsewhere, '撤回').click()
  await button(elsewhere, '確定撤回').click()
  await widget(elsewhere).locator('[aria-live]').getByText('評論已撤回').waitFor({ state: 'attached' })
  await button(author, '保存修改').click()
  await widget(author).getByRole('alert').getByText('已經不能修改').waitFor()
  expect(await box.inputValue()).toBe(MENDED)
  await button(author, '取消').click()
  await widget(author).locator('.say.ok').waitFor({ state: 'detached' })
})

test('a blocked author’s comments are folded, and can be shown and unblocked', async () => {
  const { origin } = await openSite()
  const author = await openAsReader(browser, origin, '東昌湖畔')
  await post(author, PASSES)
  const reader = await openAsReader(browser, origin, '梁水鎮的風')
  await button(reader, '屏蔽 東昌湖畔').click()
  await widget(reader).getByText('你屏蔽了這位網友，這條已收起').waitFor()
  expect(await widget(reader).locator('.body').count()).toBe(0)
  await expectWidgetAccessible(reader)
  await reader.reload()
  await widget(reader).getByText('你屏蔽了這位網友，這條已收起').waitFor()
  const profile = button(reader, '我的帳號資料：梁水鎮的風')
  await profile.click()
  await button(reader, '解除屏蔽 東昌湖畔').waitFor()
  await profile.click()
  await button(reader, '顯示').click()
  await widget(reader).locator('.body', { hasText: PASSES }).waitFor()
  await button(reader, '解除屏蔽').click()
  await button(reader, '屏蔽 東昌湖畔').waitFor()
})

test.each([
  [
    'zh-Hant',
    '我的帳號資料：東昌湖畔',
    '一鍵防護',
    '下載我的資料',
    '刪除我的帳號資料',
    '不刪除',
    '確定刪除',
    '帳號資料已刪除。',
  ],
  [
    'zh-Hans',
    '我的账号资料：東昌湖畔',
    '一键防护',
    '下载我的资料',
    '删除我的账号资料',
    '不删除',
    '确定删除',
    '账号资料已删除。',
  ],
  [
    'en',
    'My profile: 東昌湖畔',
    'Protection from strangers',
    'Download my data',
    'Delete my profile',
    'Keep it',
    'Delete it',
    'Your profile is deleted.',
  ],
] as const)('the profile in %s protects, is taken away and deleted, after asking', async (...words) => {
  const [lang, name, protection, download, remove, keep, confirm, gone] = words
  const { origin, db } = await openSite()
  const author = await openAsReader(browser, origin, '東昌湖畔')
  await post(author, PASSES)
  await widget(author).getByRole('heading', { name: '已發表，大家都看得見了' }).waitFor()
  await widget(author).evaluate((element, wanted) => element.setAttribute('lang', wanted), lang)
  await button(author, name).click()
  const shield = widget(author).getByRole('switch', { name: protection })
  await shield.click()
  await widget(author).locator('[role=switch][aria-checked=true]').waitFor()
  expect((await db.selectFrom('reader').select('protected_at').executeTakeFirstOrThrow()).protected_at).not.toBeNull()
  await expectWidgetAccessible(author)

  const file = author.waitForEvent('download')
  await button(author, download).click()
  const kept = JSON.parse(await streamed(await (await file).createReadStream()))
  expect(kept.comments).toMatchObject([{ text: PASSES, status: 'published' }])

  await button(author, remove).click()
  await expect.poll(() => button(author, keep).evaluate((element) => element.matches(':focus'))).toBe(true)
  await expectWidgetAccessible(author)
  await button(author, keep).click()
  expect(await db.selectFrom('comment').select('status').execute()).toEqual([{ status: 'published' }])
  await button(author, remove).click()
  await button(author, confirm).click()
  await widget(author).locator('.own').getByText(gone).waitFor()
  await expect.poll(() => widget(author).locator('.body').count()).toBe(0)
  expect(await db.selectFrom('comment').select(['status', 'text']).execute()).toEqual([
    { status: 'withdrawn', text: '' },
  ])
})

async function streamed(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}
