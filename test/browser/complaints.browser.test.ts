import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchChromium } from './chromium.ts'
import { appeal, publishComment, report } from './complaining.ts'
import { frontId, heldTexts, holdComments, openNewsroom, openQueue, signInAs } from './desk.ts'

const CHENLAN = { username: 'chenlan', displayName: '陳嵐', role: 'moderator' } as const
const WUTONG = { username: 'wutong', displayName: '吳桐', role: 'moderator' } as const

// Some sign two people in, each in a browser of their own.
vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

/** Refuses with a category by its digit, once the categories are there to choose from. */
async function refuse(page: Page, digit: string): Promise<void> {
  await page.keyboard.press('r')
  await page.locator('.picker').waitFor()
  await page.keyboard.press(digit)
}

const done = (page: Page, words: RegExp) => page.getByRole('status').getByText(words).first().waitFor()

test('all reports of a comment are on one card, and one decision answers them', async () => {
  const room = await openNewsroom()
  const { db } = room
  const [first, second] = [
    await publishComment(room, '更盼著公交也能通到開發區。'),
    await publishComment(room, '早市搬過去以後，買菜方便多了。'),
  ]
  await report(room, first!, { name: '老街坊', category: 'abuse', text: '他前面還罵過人' })
  await report(room, first!, { name: '冬棗', category: 'rumor', text: '沒有這回事' })
  await report(room, first!, { name: '過客', category: 'abuse', text: '看著不舒服' })
  const page = await signInAs(browser, room, CHENLAN)
  await page.getByText('都審完了').waitFor()
  expect(await page.locator('.q', { hasText: '舉報' }).textContent()).toMatch(
    /舉報1最久 .* \/ 1 時.*95 %.*剩 (1 時|59 分)/,
  )
  expect(await openQueue(page, '2')).toBe(first)
  const card = page.getByRole('region', { name: '舉報 3 條' })
  await card.getByText('罵人、侮辱 2').waitFor()
  for (const words of ['謠言、假消息 1', '沒有這回事', '以往沒有裁決過的舉報'])
    expect(await card.getByText(words).count()).toBeGreaterThan(0)
  expect(await page.locator('.tell').textContent()).toContain('這一裁決同時答覆 3 條舉報')
  await refuse(page, '5')
  await done(page, /^已移除·侮辱謾罵/)
  const rows = await db.selectFrom('report').select(['decision_id', 'answered_at']).execute()
  expect(new Set(rows.map(({ decision_id }) => decision_id)).size).toBe(1)
  expect(rows.map(({ answered_at }) => answered_at)).not.toContain(null)
  expect(rows).toHaveLength(3)

  await report(room, second!, { name: '冬棗', category: 'ad_spam', text: '是廣告吧' })
  await frontId(page)
  await page.getByText('以往 1 次裁決，1 次屬實').waitFor()
  await page.getByRole('button', { name: '保留 A' }).waitFor()
  await page.keyboard.press('a')
  await done(page, /^已通過/)
  await expect.poll(() => page.locator('.q', { hasText: '舉報' }).textContent()).toContain('沒有在等的')
  const statuses = await db.selectFrom('comment').select(['id', 'status']).execute()
  expect(statuses).toContainEqual({ id: first, status: 'removed' })
  expect(statuses).toContainEqual({ id: second, status: 'published' })
})

test('an appeal is for another moderator, who sees the words and the decision, and upholds or overturns it', async () => {
  const room = await openNewsroom()
  const ids = await holdComments(room, heldTexts(2))
  const one = await signInAs(browser, room, CHENLAN)
  const front = await frontId(one)
  await refuse(one, '5')
  const next = await frontId(one, front)
  await refuse(one, '5')
  await one.getByText('都審完了').waitFor()
  await done(one, /^已拒絕/)
  await appeal(room, ids[0]!, '我只是找人拼車，沒有罵人')
  await appeal(room, ids[1]!, '這也算謾罵？')

  await one.keyboard.press('g')
  await one.keyboard.press('3')
  await one.getByText('剩下的 2 條要由別人來看').waitFor()
  await one.goto(`${room.service.origin}/console/#comment/${ids[0]}`)
  await one.getByRole('button', { name: '領取來裁決' }).press('Enter')
  await one.getByRole('alert').getByText('對你先前的裁決提出的申訴').waitFor()

  const other = await signInAs(browser, room, WUTONG)
  const appealed = await openQueue(other, '3')
  expect([front, next]).toContain(appealed)
  const card = other.getByRole('region', { name: '作者申訴' })
  for (const words of ['我只是找人拼車，沒有罵人', '拒絕·侮辱謾罵', '陳嵐·', '作者看到的理由：'])
    await card.getByText(words).first().waitFor()
  expect(await card.textContent()).toMatch(/答應作者 .* 前答覆，還有 23 小時/)
  expect(await other.locator('.tell').textContent()).toContain('推翻則評論恢復，維持則作者讀到下面這句')
  await other.getByRole('button', { name: '推翻，恢復 A' }).waitFor()
  await other.keyboard.press('a')
  await done(other, /^已恢復/)

  await frontId(other, appealed)
  await card.getByText('這也算謾罵？').waitFor()
  await other.getByRole('button', { name: '維持原裁決 R' }).waitFor()
  await refuse(other, 'r')
  await done(other, /^已拒絕·侮辱謾罵/)
  const rows = await room.db.selectFrom('appeal').select(['comment_id', 'outcome']).orderBy('made_at').execute()
  expect(rows).toEqual([
    { comment_id: ids[0], outcome: 'overturned' },
    { comment_id: ids[1], outcome: 'upheld' },
  ])
  const { status } = await room.db
    .selectFrom('comment')
    .select('status')
    .where('id', '=', ids[0]!)
    .executeTakeFirstOrThrow()
  expect(status).toBe('published')
  await other.goto(`${room.service.origin}/console/#comment/${ids[1]}`)
  await other.getByRole('region', { name: '申訴已有結果' }).getByText('已維持原裁決').waitFor()
  await other.getByText('你答覆申訴：維持').waitFor()
})
