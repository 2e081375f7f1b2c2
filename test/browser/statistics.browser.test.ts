import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchChromium } from './chromium.ts'
import { insertCounted } from './counted.ts'
import { openNewsroom, signInAs } from './desk.ts'

const CHENLAN = { username: 'chenlan', displayName: '陳嵐', role: 'moderator' } as const

vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

test('the numbers are read by keyboard: charts point by point, and each as a table', async () => {
  const room = await openNewsroom()
  await insertCounted(room.db)
  const page = await signInAs(browser, room, CHENLAN)
  await page.getByRole('link', { name: '統計' }).press('Enter')
  const inflow = page.getByRole('region', { name: '進量與機器判定', exact: true })
  const chart = inflow.getByRole('img')
  await chart.focus()
  await page.keyboard.press('Home')
  expect(await inflow.getByRole('status').innerText()).toMatch(/^\d+\/\d+：放行 3000、待審 500、攔截 220$/)
  await page.keyboard.press('ArrowRight')
  expect(await inflow.getByRole('status').innerText()).toContain('放行 3060、待審 540、攔截 250')
  await page.keyboard.press('End')
  expect(await inflow.getByRole('status').innerText()).toContain('放行 0')

  await inflow.locator('summary').press('Enter')
  const rows = inflow.getByRole('row')
  expect(await rows.count()).toBe(15)
  expect((await rows.nth(2).innerText()).split(/\s+/).slice(1)).toEqual(['3060', '540', '250'])

  const calibration = page.getByRole('region', { name: '模型校準', exact: true })
  await calibration.getByRole('img').focus()
  await page.keyboard.press('End')
  expect(await calibration.getByRole('status').innerText()).toContain('人裁定違規的 90.2 %')
  const entries = page.getByRole('region', { name: '詞條與規則', exact: true })
  expect(await entries.getByRole('row', { name: '加薇信' }).innerText()).toContain('95.2 %')
  const overturned = page.getByRole('region', { name: '改判', exact: true })
  expect(await overturned.getByRole('row', { name: '再裁決改了政策的' }).innerText()).toContain('39 / 819')

  await page.getByRole('radio', { name: '14 天' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('radio', { name: '90 天' }).isChecked()).toBe(true)
  await inflow.getByRole('img').waitFor()
  await inflow.locator('summary').press('Enter')
  expect(await inflow.getByRole('row').count()).toBe(91)
})
