import type { NewComment } from '../http/reader/schemas.ts'

const TITLE_LENGTH = 300
const URL_LENGTH = 2000

/** Title and address of the page, for an article that the service sees for the first time. */
export function describePage(title: string, location: string, canonical: string | null): NewComment['page'] {
  const url = pageUrl(location, canonical)
  if (url === undefined || url.length > URL_LENGTH) return undefined
  return { title: cut(title.trim(), TITLE_LENGTH), url }
}

/** The canonical address when it is of this very origin, else the address bar's without its fragment. */
function pageUrl(location: string, canonical: string | null): string | undefined {
  const here = new URL(location)
  here.hash = ''
  if (!/^https?:$/.test(here.protocol)) return undefined
  try {
    const stated = new URL(canonical ?? '', here)
    if (canonical && stated.origin === here.origin) return stated.href
  } catch {
    // A canonical link that is no address says nothing.
  }
  return here.href
}

/** Half of a surrogate pair at the end would make the request invalid. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
