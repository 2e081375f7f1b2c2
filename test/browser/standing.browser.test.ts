import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fetchTokens, json } from '../cli/service.ts'
import { expectAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'

const WUTONG = { username: 'wutong', displayName: '吳桐', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const
const REASON = '連著招攬三次'

// Two people, and the card in two themes and three widths, in three languages.
vi.setConfig({ testTimeout: 240_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a moderator suspends an author from the card by keyboard, who is told why, and a lead ends it', async () => {
  const room = await openNewsroom()
  const { origin } = room.service
  await holdComments(room, heldTexts(1))
  const page = await signInAs(browser, room, WUTONG)
  const front = await frontId(page)
  expect(await page.getByRole('img', { name: '信用 C 級，共 A 至 E 五級' }).count()).toBe(1)

  await page.getByRole('button', { name: '處置作者' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '處置作者' })
  await form.getByLabel('措施').selectOption('suspend')
  expect(await form.getByLabel('措施').locator('option').count()).toBe(3)
  expect(await form.getByLabel('期限（天）').inputValue()).toBe('3')
  // What the card suggests, which of the two the model says.
  const category = await form.getByLabel('類別').inputValue()
  expect(['ad_spam', 'fraud']).toContain(category)
  await form.getByLabel('理由').fill(REASON)
  // The comment under the form is not published by a key that is pressed on a button of it.
  await form.getByRole('button', { name: '處置' }).focus()
  await page.keyboard.press('a')
  await page.keyboard.press('Enter')
  await page.getByText(`作者看到：`).waitFor()
  expect(await frontId(page)).toBe(front)
  const rows = await room.db.selectFrom('sanction').select(['measure', 'category', 'reason']).execute()
  expect(rows).toEqual([{ measure: 'suspend', category, reason: REASON }])

  const [token] = await fetchTokens(origin, ['網友0'])
  const write = () =>
    fetch(`${origin}/v1/articles/guanxian-2023-08-23/comments`, {
      ...json({ text: '支持家鄉建設' }, { origin, authorization: `Bearer ${token}` }),
    })
  const refused = await write()
  expect(refused.status).toBe(403)
  const { message } = (await refused.json()) as { message: string }
  expect(message).toContain(REASON)
  const notice = (await page.locator('.standing q').textContent()) ?? ''
  expect(message).toContain(notice)

  const lead = await signInAs(browser, room, ZHOUNING)
  await lead.goto(`${origin}/console/#comment/${front}`)
  await lead.getByRole('button', { name: '解除' }).click()
  await lead.getByLabel('為什麼解除').fill('只發過一次')
  await lead.getByRole('dialog').getByRole('button', { name: '解除' }).click()
  await lead.getByText('周寧解除：只發過一次').waitFor()
  expect((await write()).status).toBe(201)
})

test('a lead sets how risky the article is above the thread, and what passes elsewhere waits there', async () => {
  const room = await openNewsroom()
  const { origin } = room.service
  await holdComments(room, heldTexts(1))
  const lead = await signInAs(browser, room, ZHOUNING)
  await frontId(lead)
  await lead.getByLabel('風險').selectOption('elevated')
  await expect
    .poll(() => room.db.selectFrom('article').select('risk_level').execute(), { timeout: 10_000 })
    .toContainEqual({ risk_level: 'elevated' })
  const [token] = await fetchTokens(origin, ['過路人'])
  const headers = { origin, authorization: `Bearer ${token}` }
  const answer = await fetch(
    `${origin}/v1/articles/guanxian-2023-08-23/comments`,
    json({ text: '支持家鄉建設' }, headers),
  )
  const { id, status } = (await answer.json()) as { id: string; status: string }
  expect(status).toBe('held')
  const page = await signInAs(browser, room, WUTONG)
  // The lead has both on their desk.
  await page.goto(`${origin}/console/#comment/${id}`)
  await page.getByText('風險較高').first().waitFor()
  expect(await page.getByLabel('風險').count()).toBe(0)
})

test('a lead slows the article above the thread by keyboard, and whoever may not set it reads how slow it is', async () => {
  const room = await openNewsroom()
  const { origin } = room.service
  await holdComments(room, heldTexts(1))
  const lead = await signInAs(browser, room, ZHOUNING)
  const front = await frontId(lead)
  const slow = lead.getByLabel('慢速')
  expect(await slow.locator('option:checked').textContent()).toBe('慢速看流量')
  for (const seconds of [0, 30]) {
    await slow.focus()
    await lead.keyboard.press('ArrowDown')
    await expect
      .poll(() => room.db.selectFrom('article').select('slow_seconds').execute(), { timeout: 10_000 })
      .toContainEqual({ slow_seconds: seconds })
    await expect.poll(() => slow.isEnabled()).toBe(true)
  }
  const [token] = await fetchTokens(origin, ['過路人'])
  const headers = { origin, authorization: `Bearer ${token}` }
  const write = (text: string) =>
    fetch(`${origin}/v1/articles/guanxian-2023-08-23/comments`, json({ text }, headers)).then(({ status }) => status)
  expect([await write('支持家鄉建設'), await write('路修得真好')]).toEqual([201, 429])
  const page = await signInAs(browser, room, WUTONG)
  await page.goto(`${origin}/console/#comment/${front}`)
  await page.getByText('每人每 30 秒一條').waitFor()
  expect(await page.getByLabel('慢速').count()).toBe(0)
})

test.each(['zh-Hant', 'zh-Hans', 'en'])('the author’s standing and its form are accessible in %s', async (language) => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(1))
  const page = await signInAs(browser, room, ZHOUNING)
  await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
  await page.reload()
  await frontId(page)
  await page.locator('.standing > button').click()
  await page.locator('dialog select').first().selectOption('suspend')
  await expectAccessible(page)
  await page.locator('dialog textarea').fill(REASON)
  await page.locator('dialog button.no').click()
  await page.locator('.standing q').waitFor()
  await expectAccessible(page)
})
