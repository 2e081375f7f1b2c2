import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startService } from '../cli/service.ts'
import { launchChromium } from './chromium.ts'
import { approve, frontId, heldTexts, holdComments, openNewsroom, signInAs } from './desk.ts'
import { paintsOf, watchPaints } from './paint.ts'

const CHENLAN = { username: 'chenlan', displayName: '陳嵐', role: 'moderator' } as const
const ZHOUNING = { username: 'zhouning', displayName: '周寧', role: 'lead' } as const

// Some start a service twice, or sign two people in.
vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

/** What a moderator does with the keyboard alone, one way after the other. */
const WAYS: readonly ((page: Page) => Promise<void>)[] = [
  approve,
  async (page) => {
    await page.keyboard.press('r')
    await page.keyboard.press('1')
  },
  async (page) => {
    await page.keyboard.press('r')
    await page.keyboard.press('r')
  },
  async (page) => {
    await page.keyboard.press('n')
    await page.keyboard.type('看過同一個號')
    await page.keyboard.press('Escape')
    await approve(page)
  },
  async (page) => {
    await page.keyboard.press('r')
    await page.keyboard.press('d')
    await page.keyboard.press('0')
    await page.keyboard.type('meaningless')
    await page.keyboard.press('Enter')
  },
]

/** A skip, a question and twenty decisions, less the last: each shows a comment that was claimed ahead. */
const PREFETCHED = 21

test('twenty comments are decided without a mouse, and the next one is painted within 50 ms of the key press', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(22))
  const page = await signInAs(browser, room, CHENLAN)
  let front = await frontId(page)
  await watchPaints(page)

  await page.keyboard.press('s')
  await page.keyboard.press('2')
  front = await frontId(page, front)
  await page.keyboard.press('e')
  await page.keyboard.type('這算招攬嗎？')
  await page.keyboard.press('Control+Enter')
  front = await frontId(page, front)
  for (let place = 0; place < 20; place += 1) {
    expect([place, await focused(page)]).toEqual([place, 'front'])
    await WAYS[place % WAYS.length]!(page)
    front = await frontId(page, front)
  }
  // What was skipped comes last, when nothing else is left.
  await page.getByText('這條你跳過過').waitFor()
  await approve(page)
  await page.getByText('都審完了').waitFor()
  expect(await focused(page)).toBe('front')

  await expect.poll(() => page.locator('.queues').getByText('21 條').count()).toBe(1)
  const { db } = room
  const decided = await db.selectFrom('decision').select(['kind', 'category', 'note']).execute()
  expect(decided).toHaveLength(21)
  expect(decided.filter(({ kind }) => kind === 'publish')).toHaveLength(9)
  expect(decided.filter(({ category }) => category === 'ad_spam').length).toBeGreaterThanOrEqual(4)
  expect(decided.filter(({ note }) => note === '看過同一個號')).toHaveLength(4)
  expect(decided.filter(({ category, note }) => category === 'meaningless' && note === '#evasion')).toHaveLength(4)
  const questions = await db.selectFrom('escalation').select('question').execute()
  expect(questions).toEqual([{ question: '這算招攬嗎？' }])

  // The last was skipped: it is no more on the desk than on anybody else's, and has to be claimed again.
  const paints = (await paintsOf(page)).slice(0, PREFETCHED).sort((one, other) => one - other)
  const [median, worst] = [paints[Math.floor(paints.length / 2)]!, paints.at(-1)!]
  const sum = `median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms of ${paints.length}`
  process.stdout.write(`next comment painted after the key press: ${sum}\n`)
  expect(paints).toHaveLength(PREFETCHED)
  expect(median).toBeLessThanOrEqual(50)
  // One that met a collection of garbage or another test's work may be late, and is still not seen to be.
  expect(worst).toBeLessThanOrEqual(500)
})

test('two moderators never see the same comment, and each sees what the other does as it happens', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(22))
  const one = await signInAs(browser, room, CHENLAN)
  const first = await frontId(one)
  const other = await signInAs(browser, room, ZHOUNING)
  await frontId(other)
  const held = await room.db
    .selectFrom('comment')
    .select('lease_holder')
    .where('lease_holder', 'is not', null)
    .execute()
  expect(held).toHaveLength(20)
  expect(new Set(held.map(({ lease_holder }) => lease_holder)).size).toBe(2)
  const waiting = (page: Page) => page.locator('.q[aria-current] .n').textContent()
  expect(await waiting(other)).toBe('22')

  const asked: string[] = []
  other.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await approve(one)
  await expect.poll(() => waiting(other)).toBe('21')
  await other.getByRole('link', { name: `陳嵐裁決 c-${first.slice(-4).toUpperCase()}` }).waitFor()
  expect(asked).toEqual([])

  await holdComments(room, ['新開的駕校缺人，想細聊的加薇信'])
  await expect.poll(() => waiting(one)).toBe('22')
})

test('a second tab that is closed takes nothing from the first, and the last one gives everything back', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(3))
  const page = await signInAs(browser, room, CHENLAN)
  const front = await frontId(page)
  const second = await page.context().newPage()
  await second.goto(`${room.service.origin}/console/`)
  expect(await frontId(second)).toBe(front)
  await second.close({ runBeforeUnload: true })
  await approve(page)
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
  const held = () => room.db.selectFrom('comment').select('id').where('lease_holder', 'is not', null).execute()
  expect(await held()).toHaveLength(2)
  await page.close({ runBeforeUnload: true })
  await expect.poll(held).toEqual([])
})

test('with more tabs in the background than a browser has connections, the one in front decides', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(2))
  const page = await signInAs(browser, room, CHENLAN)
  const front = await frontId(page)
  for (let tab = 0; tab < 7; tab += 1) {
    const behind = await page.context().newPage()
    // Without a window every page counts as seen.
    await behind.addInitScript(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }))
    await behind.goto(`${room.service.origin}/console/#comment/${front}`)
    await behind.getByRole('button', { name: '領取來裁決' }).waitFor()
  }
  await approve(page)
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
})

test('a page whose file has gone since the desk was opened is there after a retry', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(1))
  const page = await signInAs(browser, room, CHENLAN)
  await frontId(page)
  await page.route(/search-page/, (route) => route.fulfill({ status: 404 }))
  await page.getByRole('link', { name: '查找' }).click()
  await page.getByRole('alert').getByText('這一頁沒有載入').waitFor()
  await page.unrouteAll()
  await page.getByRole('button', { name: '重試' }).click()
  await page.getByRole('heading', { name: '查找評論' }).waitFor()
})

test('a comment whose author takes it back goes from the desk before it is shown', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(4))
  const page = await signInAs(browser, room, CHENLAN)
  let front = await frontId(page)
  const ahead = await room.db.selectFrom('comment').select('id').where('id', '!=', front).execute()
  const gone = ahead[0]!.id
  await room.withdraw(gone)
  await expect.poll(() => page.locator('.q[aria-current] .n').textContent()).toBe('3')
  const seen = [front]
  for (const _ of [1, 2]) {
    await page.keyboard.press('j')
    front = await frontId(page, front)
    seen.push(front)
  }
  await page.keyboard.press('j')
  await page.getByText('手上沒有下一條了').waitFor()
  expect(seen).not.toContain(gone)
})

test('a lease that is lost in the middle is told with who has it, and the note is kept for them', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(14))
  const one = await signInAs(browser, room, CHENLAN)
  const front = await frontId(one)
  const other = await signInAs(browser, room, ZHOUNING)
  await frontId(other)
  await one.keyboard.press('n')
  await one.keyboard.type('像上週那個號')
  await one.keyboard.press('Escape')
  await room.hand(front, 'zhouning')
  await approve(one)
  const told = one.getByRole('alertdialog', { name: '這條已不由你持有' })
  await told.getByText('周寧已領走這條').waitFor()
  await told.getByText('你剛按的「通過」沒有生效').waitFor()
  await told.getByText('你寫的已存為備註：像上週那個號').waitFor()
  expect(await room.db.selectFrom('note').select('text').execute()).toEqual([{ text: '像上週那個號' }])
  expect(await room.db.selectFrom('decision').select('id').execute()).toEqual([])
  await one.keyboard.press('Enter')
  await frontId(one, front)
  expect(await focused(one)).toBe('front')
})

test('a comment that another decides while it is read is told with who and what', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(3))
  const one = await signInAs(browser, room, CHENLAN)
  const front = await frontId(one)
  const other = await signInAs(browser, room, ZHOUNING)
  await other.getByText('剩下的 3 條正由同事審核').waitFor()
  await room.release(front)
  await other.goto(`${room.service.origin}/console/#comment/${front}`)
  await other.getByRole('button', { name: '領取來裁決' }).press('Enter')
  await frontId(other)
  await other.keyboard.press('r')
  await other.keyboard.press('5')
  const told = one.getByRole('alertdialog', { name: '周寧已拒絕這條' })
  await told.getByText('拒絕·侮辱謾罵').waitFor()
  await one.keyboard.press('Enter')
  await frontId(one, front)
})

test('a decision is undone by a key within seconds, and later by a lead on the comment’s own page', async () => {
  const room = await openNewsroom()
  const ids = await holdComments(room, heldTexts(3))
  const one = await signInAs(browser, room, CHENLAN)
  const front = await frontId(one)
  const statusOf = async (id: string) =>
    (await room.db.selectFrom('comment').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
  await one.keyboard.press('r')
  await one.keyboard.press('r')
  await one
    .getByRole('status')
    .getByText(/^已拒絕/)
    .waitFor()
  expect(await statusOf(front)).toBe('rejected')
  await one.keyboard.press('z')
  await one.getByText('已撤銷，評論回到裁決之前').waitFor()
  expect(await frontId(one)).toBe(front)
  expect(await statusOf(front)).toBe('held')
  expect(await focused(one)).toBe('front')

  await approve(one)
  await one
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
  await room.db
    .updateTable('decision')
    .set({ decided_at: new Date(Date.now() - 60_000) })
    .execute()
  await one.keyboard.press('z')
  await one.getByRole('alert').getByText('只有負責人能撤銷').waitFor()
  expect(await statusOf(front)).toBe('published')

  const lead = await signInAs(browser, room, ZHOUNING)
  await lead.goto(`${room.service.origin}/console/#comment/${front}`)
  await lead.getByRole('button', { name: '撤銷' }).click()
  await lead.getByRole('button', { name: '確定' }).click()
  await lead.getByText(/^周寧於 .* 撤銷$/).waitFor()
  expect(await statusOf(front)).toBe('held')
  expect(ids).toContain(front)
})

test('a question reaches a lead with the comment, and the answer comes back with it', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(1))
  const one = await signInAs(browser, room, CHENLAN)
  await frontId(one)
  await one.keyboard.press('e')
  await one.keyboard.type('這算招攬嗎？')
  await one.keyboard.press('Control+Enter')
  await one.getByText('已上報負責人').waitFor()
  const lead = await signInAs(browser, room, ZHOUNING)
  await lead.getByText('都審完了').waitFor()
  await lead.keyboard.press('g')
  await lead.keyboard.press('7')
  await frontId(lead)
  await lead.locator('.escalation').getByText('這算招攬嗎？').waitFor()
  await lead.keyboard.press('e')
  await lead.keyboard.type('算，拒絕即可')
  await lead.keyboard.press('Control+Enter')
  await lead.getByText('已答覆').waitFor()
  await frontId(one)
  await one.locator('.escalation').getByText('算，拒絕即可').waitFor()
})

test('without a network the page says so and decides nothing, and what could not be confirmed is decided once', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(8))
  const page = await signInAs(browser, room, CHENLAN)
  const front = await frontId(page)
  await page.context().setOffline(true)
  await page.getByRole('alert').getByText('連不上服務器').waitFor()
  expect(await page.getByRole('button', { name: '通過 A' }).isDisabled()).toBe(true)
  await page.keyboard.press('a')
  await page.keyboard.press('r')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.context().setOffline(false)
  expect(await frontId(page)).toBe(front)
  expect(await page.locator('.strip').count()).toBe(0)

  let isCut = true
  await page.route('**/decisions', async (route) => {
    if (!isCut) return route.fallback()
    isCut = false
    // The service decides, but its answer is lost on the way.
    await route.fetch()
    return route.abort('connectionreset')
  })
  await approve(page)
  await page.getByRole('list', { name: '等待確認的裁決' }).getByText('未送達').waitFor()
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
  await expect.poll(() => page.locator('.strip').count()).toBe(0)
  const decided = await room.db.selectFrom('decision').select('id').where('comment_id', '=', front).execute()
  expect(decided).toHaveLength(1)
})

test('when the service is gone the page knows before anyone presses a key, and goes on when it is back', async () => {
  const room = await openNewsroom()
  await holdComments(room, heldTexts(3))
  const page = await signInAs(browser, room, CHENLAN)
  const front = await frontId(page)
  await room.db.destroy()
  room.service.child.kill('SIGTERM')
  await page.getByRole('alert').getByText('連不上服務器').waitFor()
  expect((await room.service.ended).code).toBe(0)
  await page.keyboard.press('a')
  await startService({ ...room.service.variables, PORT: new URL(room.service.origin).port })
  await page.getByRole('button', { name: '立即重連' }).click()
  expect(await frontId(page)).toBe(front)
  await page.locator('.shift').getByText('即時').waitFor()
  await approve(page)
  await page
    .getByRole('status')
    .getByText(/^已通過/)
    .waitFor()
})
