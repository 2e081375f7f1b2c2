import type { CommentPage } from '../http/reader/schemas.ts'
import type { Settings, Sort } from './settings.ts'

// Longer than any healthy answer on a slow phone; after it the reader is told and may retry without posting twice.
const TIMEOUT_MS = 15_000
const PAGE_SIZE = 20

/** What was read, if it was: why not is nothing that a reader could act on. */
export type Found<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false }

/** The service as the widget sees it, for one article and one reader. */
export interface Api {
  readonly token: string
  /** The key of the article, as it stands in an address. */
  readonly article: string
  /** Where the number of public comments is streamed. */
  readonly eventsUrl: string
  list(sort: Sort, cursor: string | null): Promise<Found<CommentPage>>
  /** Reads what anybody may; the caller knows what is promised for the path. */
  read<Value>(path: string): Promise<Found<Value>>
  /** Whatever else; `ask` makes sense of the answer. */
  send(path: string, sending?: Sending): Promise<Response>
}

export interface Sending extends Pick<RequestInit, 'method' | 'body'> {
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs?: number | undefined
}

/** Makes requests of the service at `base`. No cookie ever travels: the reader's token is the only credential. */
export function createApi(base: string, { article: key, token, language, site }: Settings, fetcher: typeof fetch): Api {
  const at = (path: string): URL => {
    const url = new URL(path, base)
    if (site) url.searchParams.set('site', site)
    return url
  }
  const send = (path: string, { headers, timeoutMs, ...rest }: Sending = {}) =>
    fetcher(at(path), {
      ...rest,
      headers: { 'Accept-Language': language, ...headers },
      // Revalidates: a reader who has just posted must not be shown the list from before.
      cache: 'no-cache',
      credentials: 'omit',
      signal: timeout(timeoutMs),
    })
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
    article,
    eventsUrl: at(`/v1/articles/${article}/events`).href,
    list: (sort, cursor) => read(`/v1/articles/${article}/comments?${pageQuery(cursor)}&sort=${sort}`),
    read,
    send,
  }
}

export function pageQuery(cursor: string | null): string {
  return `limit=${PAGE_SIZE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
}

function timeout(milliseconds = TIMEOUT_MS): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), milliseconds)
  return controller.signal
}
