import { render } from 'preact'
import { isPageDark } from './page-darkness.ts'
import { ATTRIBUTES, readSettings } from './settings.ts'
import { adoptStyles } from './stylesheet.ts'
import { Root } from './view/root.tsx'

// The service is where the script came from.
const BASE = new URL(import.meta.url).origin

let elements = 0

/** `<reader-comments>`: the comments of one article, in a shadow tree that the portal's styles do not reach. */
export class ReaderComments extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES
  private readonly device = matchMedia('(prefers-color-scheme: dark)')
  private readonly page = new MutationObserver(() => this.followPage())
  private readonly idPrefix: string
  private readonly mount: HTMLElement
  private isDark = false

  constructor() {
    super()
    elements += 1
    this.idPrefix = `yueping-${elements}`
    const root = this.attachShadow({ mode: 'open' })
    adoptStyles(root)
    this.mount = root.appendChild(document.createElement('div'))
  }

  connectedCallback(): void {
    // A page turns dark with the device, or by its own switch, which sets an attribute at its root.
    this.device.addEventListener('change', this.followPage)
    for (const root of [document.documentElement, document.body]) this.page.observe(root, { attributes: true })
    this.draw()
  }

  disconnectedCallback(): void {
    this.device.removeEventListener('change', this.followPage)
    this.page.disconnect()
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
    this.isDark = settings.theme === 'auto' ? isPageDark(this) : settings.theme === 'dark'
    const key = `${settings.site}\n${settings.article}`
    render(<Root key={key} base={BASE} settings={settings} id={this.idPrefix} isDark={this.isDark} />, this.mount)
  }

  private readonly followPage = (): void => {
    if (isPageDark(this) !== this.isDark) this.draw()
  }
}
