import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectWidgetAccessible } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, post } from './people.ts'
import { openSite } from './site.ts'

const JUNK = '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级'
const REASON = '這是網站被人塞進來的字，我只是照抄來問問。'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

const button = (page: Page, name: string) => page.locator('reader-comments').getByRole('button', { name, exact: true })

test.each([
  [
    'zh-Hant',
    '申訴',
    '申訴理由',
    '24 小時內答覆',
    '提交申訴',
    '沒有送出，請稍後再試。你寫的都還在。',
    '收起',
    /申訴編號 \d{3}-/,
  ],
  [
    'zh-Hans',
    '申诉',
    '申诉理由',
    '24 小时内答复',
    '提交申诉',
    '没有送出，请稍后再试。你写的都还在。',
    '收起',
    /申诉编号 \d{3}-/,
  ],
  [
    'en',
    'Appeal',
    'Why it should be decided otherwise',
    'within 24 hours',
    'Send the appeal',
    'Not sent, please try again later. Your text is still here.',
    'Hide',
    /Appeal \d{3}-/,
  ],
] as const)(
  'a refusal is appealed in %s by keyboard, and what was sent is known on another device',
  async (...words) => {
    const [lang, offer, label, promise, send, failed, dismiss, ticket] = words
    const { origin, db } = await openSite()
    const author = await openAsReader(browser, origin, '東昌湖畔')
    await post(author, JUNK)
    await author.getByRole('heading', { name: '未通過：淫穢色情' }).waitFor()
    // Whoever may not write any more may appeal all the same.
    await db.updateTable('article').set({ mode: 'closed' }).execute()
    await author.goto(`${origin}/demo/?as=${encodeURIComponent('東昌湖畔')}&lang=${lang}#comments`)
    await button(author, offer).press('Enter')
    const box = author.locator('reader-comments').getByLabel(label)
    await expect.poll(() => box.evaluate((element) => element.matches(':focus'))).toBe(true)
    await author.locator('reader-comments').getByText(promise).waitFor()
    await expectWidgetAccessible(author)
    await author.keyboard.press('Escape')
    await expect.poll(() => button(author, offer).evaluate((element) => element.matches(':focus'))).toBe(true)

    await author.keyboard.press('Enter')
    await box.fill(REASON)
    await author.context().setOffline(true)
    await button(author, send).press('Enter')
    await author.locator('reader-comments').getByText(failed).waitFor()
    expect(await box.inputValue()).toBe(REASON)
    await author.context().setOffline(false)
    await button(author, send).press('Enter')
    await author.locator('reader-comments .say.no').getByText(ticket).waitFor()
    expect(await button(author, dismiss).evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await button(author, offer).count()).toBe(0)
    await expectWidgetAccessible(author)
    expect(await db.selectFrom('appeal').select(['reason', 'outcome']).execute()).toEqual([
      { reason: REASON, outcome: null },
    ])

    const elsewhere = await openAsReader(browser, origin, '東昌湖畔')
    await elsewhere.locator('reader-comments .say.no').getByText('另一位編輯會再看一次').waitFor()
    expect(await button(elsewhere, '申訴').count()).toBe(0)
  },
)
