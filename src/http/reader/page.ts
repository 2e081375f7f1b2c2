import { words } from '../../moderation/language.ts'
import type { Site } from '../../storage/sites.ts'
import { isPlain } from '../plain-text.ts'
import { invalidRequest } from '../refusal.ts'
import type { NewComment } from './schemas.ts'

/** The page that shows an article, as moderators will see and open it. */
export interface Page {
  readonly title: string | null
  readonly url: string | null
}

/**
 * Takes a page only from the site's own websites: its first reader names an article for everyone, and a moderator
 * opens what stands there.
 */
export function acceptPage(page: NewComment['page'], site: Site, within = 'page.'): Page {
  if (page === undefined) return { title: null, url: null }
  const url = new URL(page.url)
  if (!site.origins.includes(url.origin) || url.username !== '' || url.password !== '') {
    throw invalidRequest([{ path: `${within}url`, message: FOREIGN }])
  }
  const title = page.title.replace(/\s+/g, ' ').trim()
  if (!isPlain(title)) throw invalidRequest([{ path: `${within}title`, message: UNPRINTABLE }])
  return { title: title || null, url: url.href }
}

const FOREIGN = words('須是已登記網站的頁面', 'it must be a page of a registered website')
const UNPRINTABLE = words('不能含控制字符', 'it must not contain control characters')
