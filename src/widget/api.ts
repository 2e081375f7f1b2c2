import type { Challenge } from '../http/errors.ts'
import type { PreviewView } from '../http/reader/preview-schemas.ts'
import type {
  CommentPage,
  Liked,
  Likes,
  NewComment,
  OwnComment,
  OwnCommentPage,
  Permalink,
  ReplyPage,
} from '../http/reader/schemas.ts'
import { classifyAnswer, type Problem } from './problem.ts'
import type { Settings, Sort } from './settings.ts'

// Longer than any healthy answer on a slow phone; after it the reader is told and may retry without posting twice.
const TIMEOUT_MS = 15_000
// A warning that does not come soon is not waited for.
const PREVIEW_TIMEOUT_MS = 3_000
const PAGE_SIZE = 20
const OWN_SIZE = 50

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** The service as the widget sees it, for one article and one reader. */
export interface Api {
  /** Where the number of public comments is streamed. */
  readonly eventsUrl: string
  list(sort: Sort, cursor: string | null): Promise<Answer<CommentPage>>
  replies(thread: string, cursor: string | null): Promise<Answer<ReplyPage>>
  find(id: string): Promise<Answer<Permalink>>
  count(): Promise<Answer<number>>
  own(): Promise<Answer<OwnCommentPage>>
  liked(): Promise<Answer<Liked>>
  like(id: string, isLiked: boolean): Promise<Answer<Likes>>
  post(comment: NewComment, idempotencyKey: string): Promise<Answer<OwnComment>>
  /** What would be said of a text; stores nothing. */
  preview(text: string): Promise<Answer<PreviewView>>
  withdraw(id: string): Promise<Answer<null>>
  /** Whatever else a signed-in reader asks for; the caller knows what is promised for the path. */
  ask<Value>(path: string, options?: Asking): Promise<Answer<Value>>
}

/** A signed request beside those that every page makes. */
export type Asking = Pick<Options, 'method' | 'body' | 'idempotencyKey'>

/** Makes requests of the service at `base`. No cookie ever travels: the reader's token is the only credential. */
export function createApi(base: string, settings: Settings, fetcher: typeof fetch): Api {
  const at = (path: string): URL => {
    const url = new URL(path, base)
    if (settings.site) url.searchParams.set('site', settings.site)
    return url
  }
  const request = async <Value>(path: string, options: Options = {}): Promise<Answer<Value>> => {
    const answer = await read<Value>(() =>
      fetcher(at(path), { ...init(settings, options), signal: timeout(options.timeoutMs) }),
    )
    if (answer.ok || answer.problem.kind !== 'proof') return answer
    const solved = options.proof ? undefined : await solve(answer.problem.challenge)
    return solved ? request<Value>(path, { ...options, proof: solved }) : { ok: false, problem: { kind: 'server' } }
  }
  const article = encodeURIComponent(settings.article)
  return {
    eventsUrl: at(`/v1/articles/${article}/events`).href,
    list: (sort, cursor) => request(`/v1/articles/${article}/comments?${pageQuery(cursor)}&sort=${sort}`),
    replies: (thread, cursor) => request(`/v1/comments/${thread}/replies?${pageQuery(cursor)}`),
    find: (id) => request(`/v1/comments/${id}`),
    own: () => request(`/v1/me/comments?article=${article}&limit=${OWN_SIZE}`, { signed: true }),
    liked: () => request(`/v1/me/likes?article=${article}`, { signed: true }),
    like: (id, isLiked) => request(`/v1/comments/${id}/likes`, { method: isLiked ? 'PUT' : 'DELETE', signed: true }),
    post: (comment, idempotencyKey) =>
      request(`/v1/articles/${article}/comments`, { method: 'POST', signed: true, body: comment, idempotencyKey }),
    preview: (text) =>
      request('/v1/preview', { method: 'POST', signed: true, body: { text }, timeoutMs: PREVIEW_TIMEOUT_MS }),
    withdraw: (id) => request(`/v1/comments/${encodeURIComponent(id)}`, { method: 'DELETE', signed: true }),
    ask: (path, options) => request(path, { ...options, signed: true }),
    async count() {
      const answer = await request<{ counts: Record<string, number> }>(`/v1/counts?article=${article}`)
      return answer.ok ? { ok: true, value: answer.value.counts[settings.article] ?? 0 } : answer
    },
  }
}

interface Options {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly signed?: boolean
  readonly body?: object
  readonly idempotencyKey?: string
  readonly timeoutMs?: number
  /** What was solved on being asked to. */
  readonly proof?: string
}

function init(settings: Settings, { method = 'GET', signed, body, idempotencyKey, proof }: Options): RequestInit {
  const headers: Record<string, string> = { 'Accept-Language': settings.language }
  if (signed && settings.token) headers['Authorization'] = `Bearer ${settings.token}`
  if (body) headers['Content-Type'] = 'application/json'
  if (proof) headers['Proof-Of-Work'] = proof
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
  return {
    method,
    headers,
    // Revalidates: a reader who has just posted must not be shown the list from before.
    cache: 'no-cache',
    credentials: 'omit',
    ...(body ? { body: JSON.stringify(body) } : {}),
  }
}

/** What solves is fetched when it is needed; where it does not come, nothing was solved. */
const solve = (challenge: Challenge) => import('./solve.ts').then((it) => it.solve(challenge)).catch(() => undefined)

function pageQuery(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor === null ? {} : { cursor }) })
}

/** `Value` is what the contract in http/reader/schemas.ts promises for the path; the service is the widget's own. */
async function read<Value>(send: () => Promise<Response>): Promise<Answer<Value>> {
  try {
    const response = await send()
    const text = await response.text()
    if (response.ok) return { ok: true, value: (text === '' ? null : JSON.parse(text)) as Value }
    return { ok: false, problem: classifyAnswer(response.status, parse(text), response.headers.get('Retry-After')) }
  } catch (error) {
    // A body that is no JSON comes from something between here and the service.
    return { ok: false, problem: { kind: error instanceof SyntaxError ? 'server' : 'offline' } }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function timeout(milliseconds = TIMEOUT_MS): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), milliseconds)
  return controller.signal
}
