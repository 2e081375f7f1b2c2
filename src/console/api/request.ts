/** What the server said no with; a conflict also names the decision or the holder. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** The three things that can come of a request. Only `ok` means that anything happened. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly refusal: Refusal }
  | { readonly kind: 'unreachable'; readonly cause: 'network' | 'server' }

/** A request that is not answered for so long counts as unreachable; a slow server answers well below it. */
const PATIENCE_MS = 15_000

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Set when the page is being left: the browser delivers the request after the page is gone. */
  readonly keepalive?: boolean
}

/** Sends one request of the moderators' interface, with what the session asks of it. */
export type Send = <T>(
  method: Call['method'],
  path: string,
  rest?: { readonly body?: unknown; readonly keepalive?: boolean },
) => Promise<Reply<T>>

/** Where the answer's `Date` header goes, so that leases are measured by the server's clock. */
type ClockReading = (serverTime: number) => void

export async function request<T>(fetcher: typeof fetch, call: Call, onClock: ClockReading): Promise<Reply<T>> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS)
  let response: Response
  try {
    response = await fetcher(call.path, {
      method: call.method,
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: call.keepalive ?? false,
      headers: call.body === undefined ? call.headers : { ...call.headers, 'Content-Type': 'application/json' },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: abort.signal,
    })
  } catch {
    return { kind: 'unreachable', cause: 'network' }
  } finally {
    clearTimeout(timer)
  }
  const serverTime = Date.parse(response.headers.get('Date') ?? '')
  if (!Number.isNaN(serverTime)) onClock(serverTime)
  return read<T>(response)
}

async function read<T>(response: Response): Promise<Reply<T>> {
  if (response.status >= 500) return { kind: 'unreachable', cause: 'server' }
  const body = response.status === 204 ? undefined : await response.json().catch(() => null)
  if (response.ok)
    return body === null ? { kind: 'unreachable', cause: 'server' } : { kind: 'ok', value: trusted<T>(body) }
  return {
    kind: 'refused',
    status: response.status,
    refusal: trusted<Refusal>(body ?? { code: 'unknown', message: '' }),
  }
}

// The page and the interface come from one server and one build, which validates what it sends against the schema of T.
function trusted<T>(body: unknown): T {
  return body as T
}
