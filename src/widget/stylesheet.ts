import list from './styles/list.css?inline'
import notices from './styles/notices.css?inline'
import tokens from './styles/tokens.css?inline'
import widget from './styles/widget.css?inline'

const css = `${tokens}${widget}${notices}${list}`
let shared: CSSStyleSheet | undefined

/**
 * Styles a shadow tree through a constructed sheet, which no `style-src` forbids. Safari before 16.4 has none: there a
 * `<style>` element carries the nonce of the script tag that loaded the widget, for portals that allow styles by nonce.
 */
export function adoptStyles(root: ShadowRoot): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    if (shared === undefined) {
      shared = new CSSStyleSheet()
      shared.replaceSync(css)
    }
    root.adoptedStyleSheets = [shared]
    return
  }
  const style = document.createElement('style')
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src$="/widget.js"]')
  if (script?.nonce) style.nonce = script.nonce
  style.textContent = css
  root.append(style)
}
