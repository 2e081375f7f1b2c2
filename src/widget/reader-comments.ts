// Nothing is imported that `draw.tsx` imports too, but given to it: the bundler would put that here, and this file, which is asked after at
// every visit, would have to be the very one that the others were built with.

import { askEarly } from './early.ts'
import { type Language, matchLanguage } from './language.ts'
import { fetchTexts } from './texts/fetch-texts.ts'

// The service is where the script came from.
const SERVICE = new URL(import.meta.url).origin

/** How far ahead of the reader the comments are fetched: one more screen. */
const AHEAD = '100% 0px'

/** What the address of a page begins its fragment with when it links to one comment; see `permalink.ts`. */
const LINK = '#yueping-'

/**
 * `<reader-comments>`: the comments of one article, in a shadow tree that the portal's styles do not reach. Until the reader
 * comes near it keeps the height of a screen and fetches nothing; a link to a comment is followed at once.
 */
export class ReaderComments extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' })
  private readonly place = this.root.appendChild(document.createElement('div'))
  private readonly approach = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.begin()
    },
    { rootMargin: AHEAD },
  )
  private stop: (() => void) | undefined

  connectedCallback(): void {
    this.place.style.minHeight = '100vh'
    addEventListener('hashchange', this.followLink)
    // The observer answers only after a frame was painted, which a slow processor takes its time for.
    if (this.isNear() || location.hash === `#${this.id}`) void this.begin()
    else this.approach.observe(this.place)
    this.followLink()
  }

  disconnectedCallback(): void {
    this.stopWaiting()
    this.stop?.()
    this.stop = undefined
  }

  private isNear(): boolean {
    // What is not shown has no box.
    const [box] = this.place.getClientRects()
    return box !== undefined && box.top < 2 * innerHeight && box.bottom > -innerHeight
  }

  private readonly followLink = (): void => {
    if (location.hash.startsWith(LINK)) void this.begin()
  }

  private language(): Language {
    return matchLanguage(this.getAttribute('lang') ?? '')
  }

  private stopWaiting(): void {
    this.approach.disconnect()
    removeEventListener('hashchange', this.followLink)
  }

  private async begin(): Promise<void> {
    this.stopWaiting()
    // A link is followed first, to whichever page it leads.
    const language = this.language()
    const early = location.hash.startsWith(LINK)
      ? undefined
      : askEarly(SERVICE, language, (name) => this.getAttribute(name))
    // With what draws, and not after it, which asks for them once more; whether they came is seen then.
    fetchTexts(language).catch(() => undefined)
    try {
      const { draw } = await import('./draw.tsx')
      if (this.isConnected && !this.stop)
        this.stop = draw(this, { root: this.root, place: this.place, early, matchLanguage, fetchTexts })
      this.place.style.minHeight = ''
    } catch {
      this.offerPage()
    }
  }

  /** The page for readers without JavaScript, where the rest of the widget cannot be fetched. */
  private offerPage(): void {
    const link = document.createElement('a')
    const site = this.getAttribute('site')
    const language = this.language()
    const page = new URL(`/embed/${encodeURIComponent(this.getAttribute('article') ?? '')}`, SERVICE)
    page.searchParams.set('lang', language)
    if (site) page.searchParams.set('site', site)
    link.href = page.href
    link.textContent = language === 'en' ? 'Comments' : '網友評論'
    this.place.replaceChildren(link)
  }
}
