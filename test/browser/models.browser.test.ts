import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../src/storage/database.ts'
import { findEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { createDataFolder, startService } from '../cli/service.ts'
import { smallModel } from '../small-model.ts'
import { launchChromium } from './chromium.ts'
import { openAsReader, post, signInAsModerator } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const FIGURES = { accuracy: 0.913, macroF1: 0.84, auc: 0.962, wronglyHeld: 0.021, wronglyBlocked: 0, missed: 0.08 }

/** A candidate that would hold every comment as abuse. */
async function store(dataFolder: string): Promise<string> {
  const connectionString = await findEmbeddedPostgres(dataFolder)
  if (connectionString === undefined) throw new Error('the service has no database')
  const db = createDatabase(connectionString, 1)
  const { model, file } = smallModel(9)
  await storeCandidate(db, {
    site_id: 'demo',
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-1',
    figures: { learnt: 812, leftOut: 9, compared: 203, candidate: FIGURES, base: { ...FIGURES, accuracy: 0.88 } },
    trained_at: new Date(),
  })
  await db.destroy()
  return model.version
}

test('a lead has a candidate read along, puts it into force and back, from the page alone', async () => {
  const dataFolder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: dataFolder })
  const version = await store(dataFolder)
  const lead = await signInAsModerator(browser, service)
  await lead.getByText('都審完了').waitFor()
  await lead.getByRole('link', { name: '模型' }).click()
  const panel = lead.getByRole('region', { name: version })
  await panel.getByText('候選').waitFor()
  expect(await panel.getByRole('row', { name: '判斷與人一致' }).innerText()).toMatch(/88\.0 %\s+91\.3 %/)

  await panel.getByRole('button', { name: '陪跑' }).click()
  await panel.getByText('陪跑中').waitFor()
  await panel.getByRole('button', { name: '啟用' }).click()
  await lead.getByRole('button', { name: '取消' }).click()
  await panel.getByText('陪跑中').waitFor()
  await panel.getByRole('button', { name: '啟用' }).click()
  await lead.getByRole('button', { name: '確定' }).click()
  await panel.getByText('使用中').waitFor()

  const author = await openAsReader(browser, service.origin, '東昌湖畔')
  await post(author, '更盼著公交也能通到開發區。')
  await author.getByRole('heading', { name: '審核中，只有你看得見' }).waitFor()

  await lead.keyboard.press('a')
  await panel.getByRole('button', { name: '退回上一個' }).click()
  await lead.getByRole('button', { name: '確定' }).click()
  await panel.getByText('已停用').waitFor()
  await lead.getByRole('link', { name: '審核' }).click()
  await lead.locator('.card[data-ready=true]').waitFor()
  expect(await lead.locator('.card').innerText()).toContain('幾乎可以肯定')
})

test('the page fits a phone, and every width and theme reads without a sideways scroll', async () => {
  const dataFolder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: dataFolder })
  await store(dataFolder)
  const lead = await signInAsModerator(browser, service)
  await lead.getByText('都審完了').waitFor()
  await lead.getByRole('link', { name: '模型' }).click()
  await lead.getByRole('button', { name: '啟用' }).waitFor()
  for (const width of [360, 1280]) {
    await lead.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await lead.emulateMedia({ colorScheme })
      const sideways = await lead.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(sideways).toBeLessThanOrEqual(0)
      expect(await lead.getByRole('link', { name: '審核' }).isVisible()).toBe(true)
    }
  }
})
