import list from './styles/list.css?inline'
import tokens from './styles/tokens.css?inline'
import widget from './styles/widget.css?inline'

/** Styles a shadow tree with what reading needs. */
export const adoptStyles = styleAdopter(`${tokens}${widget}${list}`)

/**
 * Makes a function that styles a shadow tree through a constructed sheet, which no `style-src` forbids. Safari before 16.4
 * has none: there a `<style>` element carries the nonce of the script tag that loaded the widget, for portals that allow
 * styles by nonce.
 */
export function styleAdopter(css: string): (root: ShadowRoot) => void {
  const styled = new WeakSet<ShadowRoot>()
  let shared: CSSStyleSheet | undefined
  return (root) => {
    if (styled.has(root)) return
    styled.add(root)
    if (root.adoptedStyleSheets) {
      if (shared === undefined) {
        shared = new CSSStyleSheet()
        shared.replaceSync(css)
      }
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, shared]
      return
    }
    const style = document.createElement('style')
    const script = document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]')
    if (script?.nonce) style.nonce = script.nonce
    style.textContent = css
    root.append(style)
  }
}
