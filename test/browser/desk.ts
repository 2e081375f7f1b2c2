import type { Browser, Page } from 'playwright-core'
import { v4 as uuidv4 } from 'uuid'
import type { Db } from '../../src/storage/database.ts'
import { fetchTokens, json } from '../cli/service.ts'
import { addModerator, PASSWORD } from '../http/moderator.ts'
import { openSite, type Site } from './site.ts'

const ARTICLE = 'guanxian-2023-08-23'

/** A service with its database, which the test's end closes. */
export interface Newsroom {
  readonly service: Site
  readonly db: Db
  /** As its author takes it back. */
  withdraw(commentId: string): Promise<void>
  /** As if the lease had run out and another had claimed the comment: nobody tells the page. */
  hand(commentId: string, username: string): Promise<void>
  /** As if the lease had run out. */
  release(commentId: string): Promise<void>
}

export async function openNewsroom(): Promise<Newsroom> {
  const service = await openSite({
    YUEPING_COMMENTS_PER_READER: '1000',
    YUEPING_REQUESTS_PER_ADDRESS: '100000',
    YUEPING_ARTICLE_COMMENTS: '1000000',
  })
  const { db } = service
  return {
    service,
    db,
    withdraw: async (commentId) => {
      const comment = await db
        .selectFrom('comment')
        .select('display_name')
        .where('id', '=', commentId)
        .executeTakeFirstOrThrow()
      const [token] = await fetchTokens(service.origin, [comment.display_name])
      const headers = { origin: service.origin, authorization: `Bearer ${token}` }
      const answer = await fetch(`${service.origin}/v1/comments/${commentId}`, { method: 'DELETE', headers })
      if (!answer.ok) throw new Error(await answer.text())
    },
    hand: async (commentId, username) => {
      const { id } = await db
        .selectFrom('moderator')
        .select('id')
        .where('username', '=', username)
        .executeTakeFirstOrThrow()
      await db
        .updateTable('comment')
        .set({ lease_holder: id, lease_token: uuidv4() })
        .where('id', '=', commentId)
        .execute()
    },
    release: async (commentId) => {
      await db
        .updateTable('comment')
        .set({ lease_expires_at: new Date(0) })
        .where('id', '=', commentId)
        .execute()
    },
  }
}

/** Up to 24 comments that are held, none like another. */
export function heldTexts(count: number): string[] {
  const all = ENDINGS.flatMap((ending) => OPENINGS.map((opening) => `${opening}，${ending}`))
  return all.slice(0, count)
}

const ENDINGS = ['想細聊的加薇信', '要看貨的加薇信']
const OPENINGS = [
  '想跑專線的師傅車隊缺人',
  '家裡老人要買保健鞋的',
  '辦過年聚餐找場地的',
  '舊手機舊電腦上門收',
  '孩子寫字要人帶的家長',
  '裝門窗量尺寸都可以',
  '周末去聊城的拼車',
  '新摘的冬棗整箱出',
  '老房翻新刷牆鋪地磚',
  '駕校報名還差兩個人',
  '電動車換電池送到家',
  '村口的磨坊重新開張',
]

/** Posts them in this order, and returns their ids; throws when one is not held. */
export async function holdComments({ service }: Newsroom, texts: readonly string[]): Promise<string[]> {
  const tokens = await fetchTokens(
    service.origin,
    texts.map((_, place) => `網友${place}`),
  )
  const ids: string[] = []
  for (const [place, text] of texts.entries()) {
    const headers = { origin: service.origin, authorization: `Bearer ${tokens[place]}` }
    const answer = await fetch(`${service.origin}/v1/articles/${ARTICLE}/comments`, json({ text }, headers))
    const body = (await answer.json()) as { id: string; status: string }
    if (body.status !== 'held') throw new Error(`not held: ${JSON.stringify(body)}`)
    ids.push(body.id)
  }
  return ids
}

/** Adds somebody to the newsroom and signs them in, in a browser profile of their own. */
export async function signInAs(
  browser: Browser,
  { service, db }: Newsroom,
  person: { readonly username: string; readonly displayName: string; readonly role: 'moderator' | 'lead' },
): Promise<Page> {
  await addModerator(db, person)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-TW' })
  const page = await context.newPage()
  await page.goto(`${service.origin}/console/`)
  await page.getByLabel('用戶名').fill(person.username)
  await page.getByLabel('密碼').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.queues').waitFor()
  return page
}

/** The id of the comment in front, once it takes keys; `but` is the one that was there before. */
export async function frontId(page: Page, but = ''): Promise<string> {
  const card = page.locator(`.card[data-ready=true]:not([data-comment="${but}"])`)
  return (await card.getAttribute('data-comment')) ?? ''
}

/** Opens a queue as its keys do, and returns the comment that is in front there. */
export async function openQueue(page: Page, digit: string): Promise<string> {
  // Which queues are open to somebody comes with their counts.
  await page.locator('.q').first().waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press(digit)
  // Until then the card of the queue before is in front.
  await page.locator('.q[aria-current=page]', { has: page.locator(`kbd:text-is("${digit}")`) }).waitFor()
  return frontId(page)
}

/** Publishes the comment in front by keyboard, having looked at what is blurred. */
export async function approve(page: Page): Promise<void> {
  if ((await page.locator('.card').getAttribute('data-veiled')) === 'true') await page.keyboard.press('h')
  await page.keyboard.press('a')
}
