import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addModerator } from '../http/moderator.ts'
import { launchChromium } from './chromium.ts'
import { decideDrawn } from './complaining.ts'
import { frontId, heldTexts, holdComments, openNewsroom, openQueue, signInAs } from './desk.ts'

const WUTONG = { username: 'wutong', displayName: '吳桐', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const
const REJECT = { kind: 'reject', category: 'abuse' } as const

// Some sign two people in, each in a browser of their own.
vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('a second look is blind, agrees or goes to a lead, who sees both and settles it', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(2))
  await addModerator(room.db, { username: 'chenlan', displayName: '陳嵐' })
  const drawn = [await decideDrawn(room, 'chenlan', REJECT), await decideDrawn(room, 'chenlan', REJECT)]
  const page = await signInAs(browser, room, WUTONG)
  await page.getByText('都審完了').waitFor()
  const answers: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/v1/moderator/') && !pathname.endsWith('/events'))
      void response.text().then((text) => answers.push(text))
  })
  const first = await openQueue(page, '5')
  expect(drawn).toContain(first)
  await page.getByText('獨立複核').waitFor()
  await page.getByRole('button', { name: '通過 A' }).waitFor()
  expect(await page.locator('.tell').textContent()).toContain('這是複核意見：評論不動')
  const told = `${await page.locator('body').innerHTML()}${answers.join()}`
  // Whose name it is, what was noted and what was decided.
  for (const secret of ['陳嵐', '看過原文', 'decision.made', '"category":"abuse"', '現為'])
    expect(told).not.toContain(secret)
  await page.keyboard.press('n')
  await page.keyboard.type('像是招攬')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.locator('.picker').waitFor()
  await page.keyboard.press('5')
  await page.getByRole('status').getByText('意見已記下：與先前的裁決一致').waitFor()
  expect(await page.getByRole('button', { name: '撤銷 Z' }).isDisabled()).toBe(true)

  const second = await frontId(page, first)
  await page.keyboard.press('a')
  await page.getByRole('status').getByText('與先前的裁決不一致，已交負責人定').waitFor()
  const statuses = await room.db.selectFrom('comment').select('status').execute()
  expect(statuses).toEqual([{ status: 'rejected' }, { status: 'rejected' }])

  const lead = await signInAs(browser, room, ZHOUNING)
  expect(await openQueue(lead, '7')).toBe(second)
  const both = lead.getByRole('region', { name: '兩位意見不一，請你定' })
  await both.getByText('拒絕·侮辱謾罵').waitFor()
  for (const words of ['先裁決·陳嵐', '複核·吳桐', '說明：看過原文', '抽查複核'])
    expect(await both.getByText(words).count()).toBe(1)
  expect(await lead.locator('.tell').textContent()).toContain('你的裁決是結論')
  await lead.getByRole('button', { name: '恢復 A' }).waitFor()
  await lead.keyboard.press('a')
  await lead
    .getByRole('status')
    .getByText(/^已恢復/)
    .waitFor()
  const settled = await room.db
    .selectFrom('second_review')
    .select(['comment_id', 'lead_decision_id'])
    .where('escalated_at', 'is not', null)
    .execute()
  expect(settled).toEqual([{ comment_id: second, lead_decision_id: expect.any(String) }])
  await lead.goto(`${room.service.origin}/console/#comment/${second}`)
  await lead.getByRole('region', { name: '兩位意見不一，負責人已定' }).waitFor()
  await lead.getByText('吳桐複核：不一致').waitFor()
})
