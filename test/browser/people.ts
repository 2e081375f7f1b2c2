import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Service } from '../cli/service.ts'

export const PASSWORD = '秋糧收購今起開秤八月廿三'

/** Opens the demo article as this reader, in a browser profile of its own. */
export async function openAsReader(browser: Browser, origin: string, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  // Down at the comments, which are not fetched before they come near.
  await page.goto(`${origin}/demo/?as=${encodeURIComponent(name)}#comments`)
  await page.getByRole('heading', { name: '網友評論' }).waitFor()
  return page
}

/** Writes a comment into the widget's box and sends it, as it is where it is warned of. */
export async function post(page: Page, text: string): Promise<void> {
  const preview = page.waitForResponse((response) => response.url().includes('/v1/preview'))
  await page.getByLabel('寫評論').fill(text)
  await page.getByRole('button', { name: '發表' }).click()
  const answer = await preview
  if (!answer.ok() || (await answer.json()).verdict === 'pass') return
  await page.getByRole('button', { name: '照原樣發表' }).click()
}

/** The comments that the widget lists for everyone. */
export async function listed(page: Page): Promise<string[]> {
  await page.reload()
  await page.locator('reader-comments [role=tabpanel][aria-busy=false]').waitFor()
  return page.locator('reader-comments [part=list] .body').allTextContents()
}

/** Signs the first admin in with the one-time password that the service printed, and chooses another. */
export async function signInAsModerator(browser: Browser, { origin, firstPassword }: Service): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${origin}/console/`)
  await page.getByLabel('用戶名').fill('admin')
  await page.getByLabel('密碼').fill(firstPassword ?? '')
  await page.getByRole('button', { name: '登入' }).click()
  await page.getByLabel('新密碼').fill(PASSWORD)
  await page.getByLabel('再輸一次').fill(PASSWORD)
  await page.getByRole('button', { name: '保存並進入' }).click()
  return page
}

/** Waits until the card on the moderator's desk shows this text and takes keys. */
export async function seeCard(page: Page, text: string): Promise<void> {
  await expect.poll(async () => textOnCard(page), { timeout: 20_000 }).toContain(text)
}

/** The comment on the card that may be decided, without the numbers that tie its hits to the evidence. */
async function textOnCard(page: Page): Promise<string> {
  const said = page.locator('.card[data-ready=true] #said')
  if ((await said.count()) === 0) return ''
  return said.evaluate((element) => {
    const copy = element.cloneNode(true)
    if (copy instanceof Element) for (const mark of copy.querySelectorAll('sup, .vh')) mark.remove()
    return (copy.textContent ?? '').replaceAll('\u2060', '')
  })
}
