import { createHash } from 'node:crypto'

/** The page's whole style; light and dark as the device is. */
export const STYLE = `:root{color-scheme:light dark}
body{max-width:42em;margin:0 auto;padding:16px;font:16px/1.8 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.4}
ol{list-style:none;margin:0;padding:0}
ol ol{margin-left:24px}
article{padding:12px 0;border-bottom:1px solid #8884}
article p,aside p{margin:4px 0 0;white-space:pre-line}
article :is(time,span){font-size:14px;opacity:.75}
input,button{min-height:44px;padding:0 12px;font:inherit;box-sizing:border-box;max-width:100%}`

/** Allows that style and nothing else; the site's own pages may frame it. */
export function pagePolicy(origins: readonly string[]): string {
  const framing = origins.length > 0 ? origins.join(' ') : "'none'"
  const style = `style-src 'sha256-${HASH}'`
  return `default-src 'none'; ${style}; base-uri 'none'; form-action 'none'; frame-ancestors ${framing}`
}

const HASH = createHash('sha256').update(STYLE).digest('base64')

/** For a page with a form that leads to itself; nobody may frame it. */
export const FORM_POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
