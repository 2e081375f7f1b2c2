import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The same in every language, of a page of the console that a reload shows again; it ends in Traditional. */
export async function expectAccessibleInEveryLanguage(page: Page): Promise<void> {
  for (const language of ['zh-Hans', 'en', 'zh-Hant']) {
    await page.evaluate((chosen) => localStorage.setItem('yueping.language', chosen), language)
    await page.reload()
    await page.locator(`html[lang=${language}] h1`).waitFor()
    await expectAccessible(page)
  }
}

/** No violation that axe knows, and no sideways scroll, on a phone and on a desk, light and dark. */
export async function expectAccessible(page: Page, widths: readonly number[] = [360, 1024, 1440]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      // Colours that are still on their way to the other theme would be measured in between.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
      expect([width, colorScheme, await violationsIn(page)]).toEqual([width, colorScheme, []])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  }
}

/** No violation that axe knows, and no sideways scroll, of the widget on a phone and on a desk, light and dark. */
export async function expectWidgetAccessible(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const theme of ['light', 'dark']) {
      await page.locator('reader-comments').evaluate((element, wanted) => element.setAttribute('theme', wanted), theme)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const found = await violationsIn(page, 'reader-comments')
      expect([width, theme, found]).toEqual([width, theme, []])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  }
}

/** Every rule of axe that is violated, with the places; of the page, or of one element in it. */
export async function violationsIn(page: Page, element?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (element === undefined ? axe : axe.include(element)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
