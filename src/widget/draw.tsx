import type { Early } from './early.ts'
import { withEarly } from './early-answer.ts'
import type { Language } from './language.ts'
import { isPageDark } from './page-darkness.ts'
import { ATTRIBUTES, readSettings } from './settings.ts'
import { adoptStyles } from './stylesheet.ts'
import type { Texts } from './texts/texts.ts'
import { type Article, openArticle } from './view/article.tsx'

// The service is where the script came from.
const BASE = new URL(import.meta.url).origin

let elements = 0

interface Inside {
  readonly root: ShadowRoot
  readonly place: HTMLElement
  readonly early: Early | undefined
  readonly matchLanguage: (tag: string) => Language
  readonly fetchTexts: (language: Language) => Promise<Texts>
}

/** Draws the comments that the element's attributes ask for, now and whenever they change; returns how to stop. */
export function draw(host: HTMLElement, { root, place, early, matchLanguage, fetchTexts }: Inside): () => void {
  elements += 1
  const id = `yueping-${elements}`
  adoptStyles(root)
  const fetcher = withEarly(early, (...request) => fetch(...request))
  const pageChanged = (): void => {
    if (isPageDark(host) !== isDark) redraw()
  }
  let article: Article | undefined
  let shown = ''
  let isDark = false
  const redraw = (): void => {
    const settings = readSettings((name) => host.getAttribute(name), matchLanguage)
    isDark = settings.theme === 'auto' ? isPageDark(host) : settings.theme === 'dark'
    const key = `${settings.site}\n${settings.article}`
    if (key !== shown) stopArticle()
    shown = key
    if (article) article.show({ settings, isDark })
    // Without the key of an article there is nothing to ask for; a framework may set it after inserting the element.
    else if (settings.article !== '') {
      article = openArticle({ base: BASE, fetcher, fetchTexts, id, root, place, pageChanged }, { settings, isDark })
    }
  }
  const stopArticle = (): void => {
    article?.stop()
    article = undefined
  }
  const attributes = new MutationObserver(redraw)
  attributes.observe(host, { attributeFilter: [...ATTRIBUTES] })
  redraw()
  return () => {
    attributes.disconnect()
    stopArticle()
  }
}
