import { render } from 'preact'
import type { Early } from './early.ts'
import { withEarly } from './early-answer.ts'
import { isPageDark } from './page-darkness.ts'
import { ATTRIBUTES, readSettings } from './settings.ts'
import { adoptStyles } from './stylesheet.ts'
import { Root } from './view/root.tsx'

// The service is where the script came from.
const BASE = new URL(import.meta.url).origin

let elements = 0

interface Inside {
  readonly root: ShadowRoot
  readonly place: HTMLElement
  readonly early: Early | undefined
}

/** Draws the comments that the element's attributes ask for, now and whenever they change; returns how to stop. */
export function draw(host: HTMLElement, { root, place, early }: Inside): () => void {
  elements += 1
  const id = `yueping-${elements}`
  adoptStyles(root)
  const fetcher = withEarly(early, (...request) => fetch(...request))
  let isDark = false
  const redraw = (): void => {
    const settings = readSettings((name) => host.getAttribute(name))
    // Without the key of an article there is nothing to ask for; a framework may set it after inserting the element.
    if (settings.article === '') {
      render(null, place)
      return
    }
    isDark = settings.theme === 'auto' ? isPageDark(host) : settings.theme === 'dark'
    const key = `${settings.site}\n${settings.article}`
    render(<Root key={key} {...{ base: BASE, fetcher, settings, id, isDark, root }} />, place)
  }
  const followPage = (): void => {
    if (isPageDark(host) !== isDark) redraw()
  }
  // A page turns dark with the device, or by its own switch, which sets an attribute at its root.
  const device = matchMedia('(prefers-color-scheme: dark)')
  const page = new MutationObserver(followPage)
  const attributes = new MutationObserver(redraw)
  device.addEventListener('change', followPage)
  for (const each of [document.documentElement, document.body]) page.observe(each, { attributes: true })
  attributes.observe(host, { attributeFilter: [...ATTRIBUTES] })
  redraw()
  return () => {
    device.removeEventListener('change', followPage)
    page.disconnect()
    attributes.disconnect()
    render(null, place)
  }
}
