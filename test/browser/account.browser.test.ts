import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service } from '../cli/service.ts'
import { codeOf } from '../http/authenticator.ts'
import { expectAccessible, expectAccessibleInEveryLanguage } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, PASSWORD, post, seeCard, signInAsModerator } from './people.ts'
import { openSite } from './site.ts'

const SUGGESTIVE = '這種三級片也拿出來放'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const start = async (): Promise<Service> => openSite()

const open = async (address: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(address)
  return page
}

/** Sets up a second factor on the account page, and returns its secret. */
async function enrol(page: Page): Promise<string> {
  await page.getByRole('button', { name: '帳號與設置' }).click()
  await page.getByRole('link', { name: '我的帳號' }).click()
  await page.getByRole('button', { name: '開啟兩步驗證' }).click()
  const secret = await scan(page)
  await page.getByText('還剩 10 個備用碼').waitFor()
  return secret
}

/** Does what an authenticator does with the secret that is shown, and keeps the recovery codes. */
async function scan(page: Page): Promise<string> {
  await page.getByLabel('現在的密碼').last().fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: '含密鑰的二維碼' }).waitFor()
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
  await page.keyboard.type(codeOf(secret, Date.now()))
  await page.keyboard.press('Enter')
  await page.getByText('收好備用碼').waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('.recovery code').count()).toBe(10)
  await page.getByRole('button', { name: '已收好' }).click()
  return secret
}

/** Invites somebody, and opens the link as that person. */
async function invite(admin: Page, name: string, role: string): Promise<Page> {
  await admin.getByRole('link', { name: '人員' }).click()
  await admin.getByLabel('姓名').fill(name)
  await admin.locator('.invite').getByLabel('角色').selectOption({ label: role })
  await admin.getByRole('button', { name: '產生邀請連結' }).click()
  await admin.getByText(`給${name}的連結`).waitFor()
  return open((await admin.locator('.once code').textContent()) ?? '')
}

async function join(page: Page, username: string): Promise<void> {
  await page.getByLabel('用戶名').fill(username)
  await page.getByLabel('新密碼').fill(PASSWORD)
  await page.getByLabel('再輸一次').fill(PASSWORD)
  await page.getByRole('button', { name: '加入' }).click()
}

test('a moderator with a second factor signs in by keyboard alone, and a code works once', async () => {
  const service = await start()
  const first = await signInAsModerator(browser, service)
  await first.getByText('都審完了').waitFor()
  const secret = await enrol(first)

  const page = await open(`${service.origin}/console/`)
  const type = async (...steps: string[]) => {
    for (const step of steps) await (/^[A-Z]/.test(step) ? page.keyboard.press(step) : page.keyboard.type(step))
  }
  await page.locator('input[autocomplete=username]:focus').waitFor()
  await type('admin', 'Tab', PASSWORD, 'Enter')
  await page.locator('.otp input:focus').waitFor()
  const code = codeOf(secret, Date.now(), 1)
  await type(code, 'Enter')
  await page.getByText('都審完了').waitFor()

  const again = await open(`${service.origin}/console/`)
  await again.getByLabel('用戶名').fill('admin')
  await again.getByLabel('密碼').fill(PASSWORD)
  await again.keyboard.press('Enter')
  await again.locator('.otp input:focus').waitFor()
  await again.keyboard.type(code)
  await again.keyboard.press('Enter')
  await again.getByRole('alert').getByText('用戶名、密碼或動態碼不對').waitFor()
})

test('the invited join, an auditor decides nothing, and whoever is signed out by force has to come in again', async () => {
  const service = await start()
  const admin = await signInAsModerator(browser, service)
  const reader = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(reader, SUGGESTIVE)
  await reader.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()

  const auditor = await invite(admin, '陳嵐', '稽核員')
  await auditor.getByText('請你以「稽核員」身分加入').waitFor()
  await join(auditor, 'chenlan')
  await auditor.getByText('裁決須由審核員作出').waitFor()
  expect(new URL(auditor.url()).hash).toBe('')
  expect(await auditor.getByRole('button', { name: /通過|拒絕|跳過/ }).count()).toBe(0)
  await auditor.getByRole('link', { name: '人員' }).click()
  await auditor.getByText('陳嵐接受邀請，擔任稽核員').waitFor()
  expect(await auditor.locator('main').getByRole('button').count()).toBe(0)

  await admin.reload()
  await admin.getByRole('button', { name: '管理 陳嵐', exact: true }).click()
  await admin.getByRole('button', { name: '強制登出' }).click()
  await admin.getByRole('button', { name: '確定' }).click()
  await admin.getByText('管理員讓陳嵐登出').waitFor()
  await auditor.getByRole('link', { name: '模型' }).click()
  await auditor.getByText('登入已過期').waitFor()
})

test('who joins with a role that must have a second factor sets one up before anything else', async () => {
  const service = await start()
  const admin = await signInAsModerator(browser, service)
  await admin.getByRole('link', { name: '人員' }).click()
  await admin.getByRole('checkbox', { name: '負責人' }).check()
  await admin.getByRole('button', { name: '保存' }).click()
  await admin.getByRole('button', { name: '確定' }).click()
  await admin.getByText('定下須用兩步驗證的角色：負責人').waitFor()
  const lead = await invite(admin, '周寧', '負責人')
  await join(lead, 'zhouning')
  await lead.getByText('你的角色須用兩步驗證').waitFor()
  expect(await lead.getByRole('navigation').count()).toBe(0)
  await scan(lead)
  await lead.getByText('都審完了').waitFor()
})

test('a comment that may be obscene is blurred until a key asks for it, and is not published unread', async () => {
  const service = await start()
  const reader = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(reader, SUGGESTIVE)
  await reader.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()
  const page = await signInAsModerator(browser, service)
  await seeCard(page, SUGGESTIVE)
  const blur = () => page.locator('#said').evaluate((said) => getComputedStyle(said).filter)
  expect(await blur()).toMatch(/^blur/)
  expect(await page.locator('.ev .what').first().getAttribute('class')).toContain('veiled')
  expect(await page.locator('#said').getAttribute('aria-hidden')).toBe('true')
  await page.keyboard.press('h')
  await expect.poll(blur).toBe('none')
  await page.keyboard.press('h')
  await expect.poll(blur).toMatch(/^blur/)
  await page.keyboard.press('a')
  await page.getByText('還沒看過原文，不能通過').waitFor()
  await seeCard(page, SUGGESTIVE)
  expect(await blur()).toBe('none')
  await page.keyboard.press('a')
  await page.getByText('都審完了').waitFor()

  await page.getByRole('button', { name: '帳號與設置' }).click()
  await page.getByLabel('遮住血腥與色情內容').uncheck()
  await post(reader, `${SUGGESTIVE}，真無聊`)
  await seeCard(page, `${SUGGESTIVE}，真無聊`)
  expect(await blur()).toBe('none')
})

test('after an hour without a pause a break is suggested, which stops nothing and can be dismissed', async () => {
  const service = await start()
  const page = await signInAsModerator(browser, service)
  await page.getByText('都審完了').waitFor()
  await page.clock.install()
  await page.reload()
  await page.getByText('都審完了').waitFor()
  const due = page.getByText('你已連續工作 60 分鐘')
  for (let minute = 0; minute < 60; minute += 4) {
    await page.keyboard.press('v')
    await page.clock.fastForward('04:00')
  }
  await page.keyboard.press('v')
  await page.clock.fastForward('00:20')
  await due.waitFor()
  await page.getByRole('link', { name: '模型' }).click()
  await page.getByRole('heading', { name: '模型' }).waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  expect(await due.count()).toBe(0)
})

test('signing in, joining, the account and the people are accessible in every language and width, light and dark', async () => {
  const service = await start()
  const admin = await signInAsModerator(browser, service)
  await admin.getByText('都審完了').waitFor()
  await expectAccessibleInEveryLanguage(await invite(admin, '陳嵐', '審核員'))
  await expectAccessible(admin)
  await expectAccessibleInEveryLanguage(admin)
  await admin.getByRole('button', { name: '管理 管理員', exact: true }).click()
  await expectAccessible(admin)
  await admin.keyboard.press('Escape')
  const secret = await enrol(admin)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  await expectAccessibleInEveryLanguage(admin)

  const outside = await open(`${service.origin}/console/`)
  await outside.getByLabel('用戶名').waitFor()
  await expectAccessibleInEveryLanguage(outside)
  await outside.getByLabel('用戶名').fill('admin')
  await outside.getByLabel('密碼').fill(PASSWORD)
  await outside.keyboard.press('Enter')
  await outside.locator('.otp input:focus').waitFor()
  await expectAccessible(outside)
}, 360_000)
