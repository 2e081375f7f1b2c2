import type { Browser, Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchChromium } from './chromium.ts'
import { heldTexts, holdComments, type Newsroom, openNewsroom, signInAs } from './desk.ts'

const CHENLAN = { username: 'chenlan', displayName: '陳嵐', role: 'moderator' } as const
const LIMU = { username: 'limu', displayName: '李牧', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

/** Searches by keyboard alone, from wherever the page is. */
async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('search', { name: '找評論' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page.locator('.picks tbody tr').first().waitFor()
}

/** Ticks the first so many with Shift, from the first to the last. */
async function tickFirst(page: Page, count: number): Promise<void> {
  await page.locator('#found:focus').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  for (let at = 1; at < count; at += 1) await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await page.getByRole('button', { name: `成批處理所選 ${count} 條` }).waitFor()
}

async function statuses({ db }: Newsroom): Promise<Record<string, number>> {
  const rows = await db.selectFrom('comment').select('status').execute()
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

test('what a search finds is ticked, refused at once and put back, by keyboard alone', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(12))
  const page = await signInAs(browser, room, CHENLAN)
  await search(page, '加微信')
  expect(await page.locator('.found').innerText()).toBe('共 12 條，列出 12 條')
  await tickFirst(page, 4)
  await page.keyboard.press('b')
  await page.getByRole('heading', { name: '所選 4 條' }).waitFor()
  await page.getByRole('button', { name: '拒絕所選 4 條' }).waitFor()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: '拒絕 4 條評論' })
  await dialog.getByText('立即生效').waitFor()
  await dialog.getByRole('combobox').focus()
  await page.keyboard.type('1')
  await dialog.getByText('作者將讀到').waitFor()
  await dialog.getByRole('button', { name: '拒絕所選 4 條' }).press('Enter')

  await page.getByText('已裁決 4 條，可整批撤銷。').waitFor()
  expect(await statuses(room)).toEqual({ held: 8, rejected: 4 })
  const decisions = await room.db.selectFrom('decision').select('id').where('bulk_id', 'is not', null).execute()
  expect(decisions).toHaveLength(4)
  await page.getByRole('button', { name: '整批撤銷' }).press('Enter')
  await page.getByRole('button', { name: '確定' }).press('Enter')
  await page.getByText('陳嵐已撤銷，4 條都回到原樣。').waitFor()
  expect(await statuses(room)).toEqual({ held: 12 })
})

test('what the authors of many read is chosen as for one', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(2))
  const page = await signInAs(browser, room, ZHOUNING)
  const lead = await room.db
    .selectFrom('moderator')
    .select(['site_id', 'id'])
    .where('username', '=', 'zhouning')
    .executeTakeFirstOrThrow()
  const id = uuidv7()
  const sentence = { hant: '同一廣告請勿重複張貼。', hans: '同一广告请勿重复张贴。', en: 'Please post it once.' }
  const made = {
    site_id: lead.site_id,
    created_by: lead.id,
    category: 'ad_spam' as const,
    name: '重複張貼',
    ...sentence,
  }
  await room.db
    .insertInto('template')
    .values({ ...made, id, default_at: null, retired_by: null, retired_at: null })
    .execute()
  await search(page, '加微信')
  await tickFirst(page, 2)
  await page.keyboard.press('b')
  await page.getByRole('button', { name: '拒絕所選 2 條' }).click()
  const dialog = page.getByRole('dialog', { name: '拒絕 2 條評論' })
  await dialog.getByLabel('類別').selectOption('ad_spam')
  await dialog.getByLabel('措辭').selectOption({ label: '重複張貼' })
  await dialog.getByText(sentence.hant).waitFor()
  await dialog.getByRole('button', { name: '拒絕所選 2 條' }).press('Enter')
  await page.getByText('已裁決 2 條，可整批撤銷。').waitFor()
  const read = await room.db
    .selectFrom('decision')
    .select(['template_id', 'message'])
    .where('bulk_id', 'is not', null)
    .execute()
  expect(read).toMatchObject([1, 2].map(() => ({ template_id: id, message: { 'zh-Hant': sentence.hant } })))
})

test('more than ten wait until a second person has looked and approves, who hears of it at once', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(22))
  const proposer = await signInAs(browser, room, CHENLAN)
  const lead = await signInAs(browser, room, ZHOUNING)
  await lead.getByRole('link', { name: '成批' }).click()
  await lead.getByText('沒有在等的。').waitFor()
  await lead.evaluate(() => document.documentElement.setAttribute('data-kept', 'yes'))

  await search(proposer, '加微信')
  await tickFirst(proposer, 22)
  await proposer.keyboard.press('b')
  // Less what the lead holds at their desk.
  const all = proposer.getByRole('button', { name: '拒絕所選' })
  const size = Number(/\d+/.exec(await all.innerText())?.[0])
  expect(size).toBeGreaterThan(10)
  await all.click()
  const dialog = proposer.getByRole('dialog')
  await dialog.getByText('超過 10 條').waitFor()
  await dialog.getByRole('combobox').selectOption('ad_spam')
  await dialog.getByRole('button', { name: `提出 ${size} 條，待第二人確認` }).click()
  await proposer.getByText('等另一個人確認').waitFor()
  expect(await statuses(room)).toEqual({ held: 22 })
  expect(await proposer.getByRole('button', { name: '確認生效' }).count()).toBe(0)

  const waiting = lead.getByRole('link', { name: `拒絕 ${size} 條·` })
  await waiting.waitFor()
  await lead.locator('.nav .count', { hasText: '1' }).waitFor()
  expect(await lead.locator('html[data-kept]').count()).toBe(1)
  await waiting.press('Enter')
  await lead.getByRole('button', { name: '確認生效' }).press('Enter')
  await lead.getByRole('button', { name: '確定' }).press('Enter')
  await lead.getByText(`已裁決 ${size} 條，可整批撤銷。`).waitFor()
  expect(await lead.locator('.picks tbody tr').count()).toBe(size)
  expect(await statuses(room)).toEqual({ held: 22 - size, rejected: size })
  await proposer.getByText(`已裁決 ${size} 條`).waitFor()
  expect(await proposer.locator('.act-summary').innerText()).toContain('周寧確認')
  await lead.locator('.nav .count').waitFor({ state: 'detached' })
})

test('a lead declines what was proposed, and nothing changes', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(11))
  const proposer = await signInAs(browser, room, CHENLAN)
  await search(proposer, '加微信')
  await tickFirst(proposer, 11)
  await proposer.keyboard.press('b')
  const propose = proposer.getByRole('button', { name: '提出 11 條，待第二人確認' })
  const again = proposer.getByText('看過再按一次')
  await proposer.getByRole('button', { name: '通過所選 11 條' }).click()
  await propose.or(again).waitFor()
  // Nothing that is blurred is published unread; whether one of them is, the model says.
  if (await again.isVisible()) await proposer.getByRole('button', { name: '通過所選 11 條' }).click()
  await propose.click()
  await proposer.getByText('等另一個人確認').waitFor()
  await proposer.getByRole('button', { name: '撤回提議' }).waitFor()
  const lead = await signInAs(browser, room, ZHOUNING)
  await lead.getByRole('link', { name: '成批' }).click()
  await lead.getByRole('link', { name: '通過 11 條' }).click()
  await lead.getByRole('button', { name: '不採納' }).click()
  await lead.getByRole('button', { name: '確定' }).click()
  await lead.getByText('周寧撤下了，評論沒有變。').waitFor()
  expect(await statuses(room)).toEqual({ held: 11 })
})

test('what another holds or has decided is left alone and named', async () => {
  const room = await openNewsroom()
  const ids = await holdComments(room, heldTexts(14))
  const other = await signInAs(browser, room, LIMU)
  // Whoever sits at the desk holds what comes next.
  await other.locator('.card[data-ready=true]').waitFor()
  const page = await signInAs(browser, room, CHENLAN)
  const held = await room.db
    .selectFrom('comment')
    .innerJoin('moderator', 'moderator.id', 'comment.lease_holder')
    .where('username', '=', LIMU.username)
    .select('comment.id')
    .execute()
  expect(held.length).toBeGreaterThan(0)
  expect(held.length).toBeLessThan(ids.length)
  await search(page, '加微信')
  await page.getByRole('checkbox', { name: '全部勾選' }).click()
  await page.getByRole('button', { name: `成批處理所選 ${ids.length} 條` }).click()
  await page.locator('.picks .not', { hasText: '李牧正在看' }).first().waitFor()
  const free = await page.locator('.picks tbody input:not(:disabled)').count()
  expect(free).toBe(ids.length - held.length)
})

test('the card leads to what is like it, and to the last of its author', async () => {
  const room = await openNewsroom()
  const [text = ''] = heldTexts(1)
  await holdComments(room, [`${text}！`, `${text}!!`, text])
  const page = await signInAs(browser, room, CHENLAN)
  await page.locator('.card[data-ready=true]').waitFor()
  await page.getByRole('link', { name: '最近 50 條' }).click()
  await page.getByRole('heading', { name: '最近 1 條' }).waitFor()
  await page.getByRole('link', { name: '最近 10 條' }).press('Enter')
  await page.locator('.lasts [aria-current]', { hasText: '最近 10 條' }).waitFor()
  await page.getByRole('heading', { name: '最近 1 條' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.lasts [aria-current]', { hasText: '最近 50 條' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.card[data-ready=true]').waitFor()
  await page.keyboard.press('b')
  await page.getByRole('heading', { name: /條相似評論|最近 1 條/ }).waitFor()
  await page.locator('.picks tbody tr').first().waitFor()
})
