import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '../../src/storage/database.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { run, startService } from '../cli/service.ts'
import { smallModel } from '../small-model.ts'
import { expectAccessible, expectAccessibleInEveryLanguage } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { openNewsroom, signInAs } from './desk.ts'
import { openAsReader, post, signInAsModerator } from './people.ts'
import { openSite } from './site.ts'

// Every state is looked at in two themes and several widths.
vi.setConfig({ testTimeout: 240_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const FIGURES = { accuracy: 0.913, macroF1: 0.84, auc: 0.962, wronglyHeld: 0.021, wronglyBlocked: 0, missed: 0.08 }

/** A candidate that would hold every comment as abuse. */
async function store(db: Db, bias = 9): Promise<string> {
  const { model, file } = smallModel(bias)
  await storeCandidate(db, {
    site_id: 'demo',
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-1',
    figures: { learnt: 812, leftOut: 9, compared: 203, candidate: FIGURES, base: { ...FIGURES, accuracy: 0.88 } },
    trained_at: new Date(),
  })
  return model.version
}

test('a lead has a candidate read along, puts it into force and back, from the page alone', async () => {
  const service = await openSite()
  const version = await store(service.db)
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

const WANG = { username: 'wang', displayName: '王組長', role: 'lead' } as const
const ZHOU = { username: 'zhou', displayName: '周組長', role: 'lead' } as const

async function openModels(page: Page): Promise<Page> {
  await page.getByRole('link', { name: '模型' }).click()
  await page.getByRole('heading', { name: '模型', level: 1 }).waitFor()
  return page
}

const panelOf = (page: Page, version: string) => page.getByRole('region', { name: version })

async function press(page: Page, version: string, act: string): Promise<void> {
  await panelOf(page, version).getByRole('button', { name: act }).click()
  await page.getByRole('button', { name: '確定' }).click()
}

test('of two leads the one with the old page is told what the other did, and sees how it stands', async () => {
  const room = await openNewsroom()
  const [one, two] = [await store(room.db, 7), await store(room.db, 8)]
  const wang = await openModels(await signInAs(browser, room, WANG))
  const zhou = await openModels(await signInAs(browser, room, ZHOU))
  await panelOf(zhou, two).waitFor()
  await press(wang, one, '啟用')
  await panelOf(wang, one).getByText('使用中').waitFor()

  await press(zhou, two, '啟用')
  await zhou.getByText(`王組長已把 ${one} 啟用`).waitFor()
  await panelOf(zhou, one).getByText('使用中').waitFor()
  expect(await panelOf(zhou, two).getByText('候選').isVisible()).toBe(true)
  await press(zhou, two, '啟用')
  await panelOf(zhou, two).getByText('使用中').waitFor()

  // What is rolled back is what was looked at.
  await press(wang, one, '退回上一個')
  await wang.getByText(`周組長已把 ${two} 啟用`).waitFor()
  await press(wang, two, '退回上一個')
  await panelOf(wang, one).getByText('使用中').waitFor()
  const command = await run(['model', 'rollback'], room.service.variables).ended
  expect(command).toMatchObject({ code: 0, out: `demo: ${one} is out of force; the one before it is back\n` })
  await press(wang, one, '退回上一個')
  await wang.getByText(`命令行已把 ${one} 退回`).waitFor()
  await wang.getByText('現在用的是內置的模型').waitFor()
})

test('a model that cannot be read is told on the page, with what reads in its place', async () => {
  const room = await openNewsroom()
  const version = await store(room.db, 7)
  const wang = await openModels(await signInAs(browser, room, WANG))
  await press(wang, version, '啟用')
  await panelOf(wang, version).getByText('使用中').waitFor()
  await room.db
    .updateTable('model')
    .set({ file: Buffer.from('torn') })
    .execute()
  const other = await startService(room.service.variables)
  // The browser keeps its session: a cookie knows no port.
  await wang.goto(`${other.origin}/console/`)
  await openModels(wang)
  await wang.getByRole('alert').getByText(`使用中的模型 ${version} 讀不出來，新評論現在由 linear-`).waitFor()
  await expectAccessible(wang)
})

test('the page is accessible at every width and theme, and no longer than what stands on it', async () => {
  const room = await openNewsroom()
  for (const bias of [4, 5, 6]) await store(room.db, bias)
  const wang = await openModels(await signInAs(browser, room, WANG))
  await panelOf(wang, smallModel(4).model.version).waitFor()
  await panelOf(wang, smallModel(4).model.version).getByRole('button', { name: '陪跑' }).click()
  await panelOf(wang, smallModel(4).model.version).getByText('陪跑中').waitFor()
  expect(await wang.getByRole('region').first().innerText()).toContain('陪跑中')
  for (const width of [360, 1024, 1440]) {
    await wang.setViewportSize({ width, height: 700 })
    const [document, blank] = await wang.evaluate(() => {
      const page = globalThis.document.querySelector('main.page')
      const last = page?.lastElementChild
      if (!page || !last) throw new Error('the page is empty')
      page.scrollTop = page.scrollHeight
      const below = page.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom
      return [globalThis.document.documentElement.scrollHeight - innerHeight, below]
    })
    expect([width, document]).toEqual([width, 0])
    // Its own margin at the end, and nothing else.
    expect(blank).toBeLessThanOrEqual(48)
  }
  await expectAccessibleInEveryLanguage(wang)
})
