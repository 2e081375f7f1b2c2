import { createMiddleware } from 'hono/factory'
import type { Site } from '../../storage/sites.ts'
import { addressGroup, addressOf } from '../address.ts'
import type { Bindings, Edge, HttpEnv } from '../edge.ts'
import { logRequest } from '../request-log.ts'
import type { PageForm, ReadyPage } from './ready-page.ts'

/** One request of each kind to each page; forgetting them costs one whole answer each. */
const MOST_ANSWERS = 5_000

/** Of an address and the headers that decide about its answer, the longest that are worth remembering. */
const LONGEST_REQUEST = 2_000

/** What `requestId` takes from a proxy. */
const REQUEST_ID = /^[\w\-=]{1,255}$/

/** What was answered, without the page: that is only where pages are kept and counted. */
interface ReadyAnswer {
  readonly of: Pick<ReadyPage, 'article' | 'name' | 'etag'>
  readonly form: PageForm
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

type Body = Uint8Array<ArrayBuffer> | null

type Answer = (request: Request, bindings?: Bindings) => Response | Promise<Response>

/**
 * Answers a request for a page as the same request was answered before, while a page of the same bytes is kept: all that
 * checks and headers depend on is the same, but for the address, which is paced as always. It knows nothing of what they
 * are, so that they stand in one place. Whoever is signed in goes the whole way.
 */
export class ReadyAnswers {
  readonly #edge: Edge
  readonly #answers = new Map<string, ReadyAnswer>()
  #answersOf: Promise<readonly Site[]> | undefined

  constructor(edge: Edge) {
    this.#edge = edge
  }

  /** Goes on the whole way where there is none ready. */
  answer(request: Request, bindings: Bindings = {}, goOn: Answer): Response | Promise<Response> {
    const start = performance.now()
    const ready = this.#find(request)
    if (!ready) return goOn(request, bindings)
    const { pacing, trustedProxies, log } = this.#edge
    const address = addressOf(bindings, request.headers.get('x-forwarded-for'), trustedProxies)
    return pacing.read(addressGroup(address)).then((wait) => {
      if (wait !== undefined) return goOn(request, { ...bindings, wait })
      const requestId = requestIdOf(request)
      const { status, headers } = ready.answer
      logRequest(log, { requestId, request, status, start })
      // Headers as a plain object are written as they are.
      return new Response(ready.body, { status, headers: { ...headers, 'x-request-id': requestId } })
    })
  }

  /** Remembers what is answered with a page. */
  readonly remember = createMiddleware<HttpEnv>(async (c, next) => {
    const known = this.#answersOf
    await next()
    const ready = c.get('ready')
    if (!ready || !isForAnyone(c.req.raw)) return
    // The sites were read anew meanwhile: it may have been let in by what is no longer so.
    if (known !== this.#answersOf) return
    const name = nameOf(c.req.raw)
    if (name.length > LONGEST_REQUEST) return
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear()
    const { 'x-request-id': _, ...headers } = Object.fromEntries(c.res.headers)
    const { article, name: ofPage, etag } = ready.page
    const of = { article, name: ofPage, etag }
    this.#answers.set(name, { of, form: ready.form, status: c.res.status, headers })
  })

  #find(request: Request): { readonly answer: ReadyAnswer; readonly body: Body } | undefined {
    if (!isForAnyone(request)) return undefined
    const { sites, pages, now } = this.#edge
    // Read anew every few seconds: who may read what from where may then be another.
    const known = sites.all()
    if (known !== this.#answersOf) {
      this.#answers.clear()
      this.#answersOf = known
    }
    if (!pages.isFresh()) return undefined
    const answer = this.#answers.get(nameOf(request))
    const page = answer && pages.find(answer.of.article, answer.of.name, now())
    if (!page || page.etag !== answer.of.etag) return undefined
    const body = page.bytes(answer.form)
    return body === undefined ? undefined : { answer, body }
  }
}

function isForAnyone({ method, url, headers }: Request): boolean {
  return method === 'GET' && url.includes('/comments') && headers.get('authorization') === null
}

const DECIDING = ['origin', 'accept-language', 'accept-encoding', 'if-none-match', 'host'] as const

/** Everything of a request that its answer depends on, but for its address and its sender; an origin "null" is not none. */
function nameOf({ url, headers }: Request): string {
  return JSON.stringify([url, ...DECIDING.map((header) => headers.get(header))])
}

function requestIdOf({ headers }: Request): string {
  const given = headers.get('x-request-id')
  return given !== null && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}
