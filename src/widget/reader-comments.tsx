import { render } from 'preact'
import { ATTRIBUTES, readSettings } from './settings.ts'
import { adoptStyles } from './stylesheet.ts'
import { Root } from './view/root.tsx'

// The service is where the script came from.
const BASE = new URL(import.meta.url).origin

let elements = 0

/** `<reader-comments>`: the comments of one article, in a shadow tree that the portal's styles do not reach. */
export class ReaderComments extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES
  private readonly darkness = matchMedia('(prefers-color-scheme: dark)')
  private readonly idPrefix: string
  private readonly mount: HTMLElement

  constructor() {
    super()
    elements += 1
    this.idPrefix = `yueping-${elements}`
    const root = this.attachShadow({ mode: 'open' })
    adoptStyles(root)
    this.mount = root.appendChild(document.createElement('div'))
  }

  connectedCallback(): void {
    this.darkness.addEventListener('change', this.draw)
    this.draw()
  }

  disconnectedCallback(): void {
    this.darkness.removeEventListener('change', this.draw)
    render(null, this.mount)
  }

  attributeChangedCallback(): void {
    this.draw()
  }

  private readonly draw = (): void => {
    if (!this.isConnected) return
    const settings = readSettings((name) => this.getAttribute(name))
    // Without the key of an article there is nothing to ask for; a framework may set it after inserting the element.
    if (settings.article === '') {
      render(null, this.mount)
      return
    }
    const isDark = settings.theme === 'dark' || (settings.theme === 'auto' && this.darkness.matches)
    const key = `${settings.site}\n${settings.article}`
    render(<Root key={key} base={BASE} settings={settings} id={this.idPrefix} isDark={isDark} />, this.mount)
  }
}
