import type { CommentPage } from '../http/reader/schemas.ts'
import type { Language } from './language.ts'
import type { Settings, Sort } from './settings.ts'

// Longer than any healthy answer on a slow phone; after it the reader is told and may retry without posting twice.
const TIMEOUT_MS = 15_000
const PAGE_SIZE = 20

/** What was read, if it was: why not is nothing that a reader could act on. */
export type Found<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false }

/** The service as the widget sees it, for one article and one reader. */
export interface Api {
  readonly token: string
  readonly language: Language
  /** The key of the article, as it stands in an address. */
  readonly article: string
  /** The address of a path. */
  at(path: string): URL
  list(sort: Sort, cursor: string | null): Promise<Found<CommentPage>>
  /** Reads what anybody may; the caller knows what is promised for the path. */
  read<Value>(path: string): Promise<Found<Value>>
  /** Whatever else; `ask` says in whose name, and makes sense of the answer. */
  send(path: string, more?: RequestInit, timeoutMs?: number): Promise<Response>
}

/** Makes requests of the service at `base`. No cookie ever travels: the reader's token is the only credential. */
export function createApi(base: string, { article: key, token, language, site }: Settings, fetcher: typeof fetch): Api {
  const at = (path: string): URL => {
    const url = new URL(path, base)
    if (site) url.searchParams.set('site', site)
    return url
  }
  const send = (path: string, more?: RequestInit, timeoutMs = TIMEOUT_MS) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), timeoutMs)
    return fetcher(at(path), {
      headers: { 'Accept-Language': language },
      // Revalidates: a reader who has just posted must not be shown the list from before.
      cache: 'no-cache',
      credentials: 'omit',
      signal: controller.signal,
      ...more,
    })
  }
  /** `Value` is what the contract in http/reader/schemas.ts promises for the path; the service is the widget's own. */
  const read = async <Value>(path: string): Promise<Found<Value>> => {
    try {
      const response = await send(path)
      return response.ok ? { ok: true, value: await response.json() } : { ok: false }
    } catch {
      return { ok: false }
    }
  }
  const article = encodeURIComponent(key)
  return {
    token,
    language,
    article,
    at,
    list: (sort, cursor) => read(`/v1/articles/${article}/comments?${pageQuery(cursor)}&sort=${sort}`),
    read,
    send,
  }
}

export function pageQuery(cursor: string | null): string {
  return `limit=${PAGE_SIZE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
}
