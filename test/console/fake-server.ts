import { createModeratorApi } from '../../src/console/api/moderator-api.ts'
import type { Change, Source } from '../../src/console/review/live.ts'
import type { Channel } from '../../src/console/review/other-pages.ts'
import { Review } from '../../src/console/review/review.ts'
import type { Interruption } from '../../src/console/review/review-state.ts'
import type { Card } from '../../src/http/moderator/card-schemas.ts'
import { lease, START } from './sample-card.ts'

export type Answer = { readonly status: number; readonly body?: unknown } | 'unreachable'

interface Request {
  readonly route: string
  readonly body: unknown
  readonly keepalive: boolean
}

/** A stream that says what a test lets it say. */
class FakeSource implements Source {
  readyState = 0
  readonly #listeners = new Map<string, (event: { readonly data?: string }) => void>()

  addEventListener(type: string, listener: (event: { readonly data?: string }) => void): void {
    this.#listeners.set(type, listener)
  }

  close(): void {
    this.readyState = 2
  }

  say(type: string, content: unknown = {}): void {
    this.#listeners.get(type)?.({ data: JSON.stringify(content) })
  }
}

/** What several desks of one browser say reaches all but the one that says it. */
class FakeChannel implements Channel {
  readonly #all: Set<FakeChannel>
  #listener: (event: { readonly data: unknown }) => void = () => {}

  constructor(all: Set<FakeChannel>) {
    this.#all = all
    all.add(this)
  }

  addEventListener(_type: 'message', listener: (event: { readonly data: unknown }) => void): void {
    this.#listener = listener
  }

  postMessage(message: unknown): void {
    for (const one of this.#all) if (one !== this) one.#listener({ data: structuredClone(message) })
  }

  close(): void {
    this.#all.delete(this)
  }
}

/** The service as a desk sees it, a clock that only a test moves, and the desk. */
export class FakeServer {
  now = START
  /** What waits, in its turn; those that the desk holds among them. */
  queue: Card[]
  readonly sent: Request[] = []
  readonly ended: Interruption[] = []
  readonly sources: FakeSource[] = []
  readonly answers = new Map<string, (Answer | Promise<Answer>)[]>()
  readonly review: Review
  #waiting: { at: number; task: () => void; isCancelled: boolean }[] = []

  readonly pages: Set<FakeChannel>

  /** `beside` is a desk in the same browser. */
  constructor(queue: Card[], beside?: FakeServer) {
    this.queue = queue
    this.pages = beside?.pages ?? new Set()
    this.review = new Review({
      api: createModeratorApi(
        (input, init) => this.#answer(input, init),
        () => this.now,
      ),
      schedule: (task, milliseconds) => this.#schedule(task, milliseconds),
      openStream: () => {
        const source = new FakeSource()
        this.sources.push(source)
        return source
      },
      openChannel: () => new FakeChannel(this.pages),
      onSessionEnded: (interruption) => this.ended.push(interruption),
    })
  }

  get stream(): FakeSource {
    return this.sources.at(-1)!
  }

  /** The desk begins, and hears the stream. */
  async begin(): Promise<void> {
    await this.review.start('held')
    this.stream.say('open')
    await this.settled()
  }

  requests(route: string): readonly Request[] {
    return this.sent.filter((request) => request.route === route)
  }

  /** Lets the next request of this route be answered so, a promise once it is kept. */
  answerNext(route: string, ...answers: (Answer | Promise<Answer>)[]): void {
    this.answers.set(route, [...(this.answers.get(route) ?? []), ...answers])
  }

  async tell(...changes: Partial<Change>[]): Promise<void> {
    const whole = changes.map((change, place) => ({
      id: `${this.now}-${place}`,
      type: 'arrived',
      queue: 'held',
      commentId: null,
      by: null,
      isOwn: false,
      at: new Date(this.now).toISOString(),
      ...change,
    }))
    this.stream.say('changes', { changes: whole })
    await this.settled()
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds
    for (;;) {
      const next = this.#waiting.filter((timer) => !timer.isCancelled && timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.now = next.at
      this.#waiting = this.#waiting.filter((timer) => timer !== next)
      next.task()
      await this.settled()
    }
    this.now = end
  }

  /** Lets answers arrive and listeners run: everything here settles within a few turns. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  #schedule(task: () => void, milliseconds: number): () => void {
    const timer = { at: this.now + milliseconds, task, isCancelled: false }
    this.#waiting.push(timer)
    return () => {
      timer.isCancelled = true
    }
  }

  /** Answers as the service does while nothing goes wrong, unless a test has put another answer before. */
  async #answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const path = String(input).replace('/v1/moderator', '')
    const id = /\/comments\/([^/]+)/.exec(path)?.[1] ?? ''
    const route = `${init.method} ${path.replace(/\/comments\/[^/]+/, '/:id')}`
    const body = JSON.parse(String(init.body ?? 'null'))
    this.sent.push({ route, body, keepalive: init.keepalive === true })
    const special = await this.answers.get(route)?.shift()
    if (special === 'unreachable') throw new TypeError('fetch failed')
    const { status, body: said } = special ?? this.#usual(route, id, body)
    return new Response(said === undefined ? null : JSON.stringify(said), { status })
  }

  #usual(route: string, id: string, body: Record<string, unknown>): Exclude<Answer, 'unreachable'> {
    switch (route) {
      case 'GET /queue':
        return { status: 200, body: { held: 0, oldestSeconds: null, decidedToday: 4, queues: [] } }
      case 'POST /claims':
        return { status: 200, body: { cards: this.#claim(body as { count: number; have: string[] }) } }
      case 'POST /:id/decisions':
        this.#take(id)
        return { status: 201, body: made(decision(String(body['kind']), '陳嵐', body['category'] as string | null)) }
      case 'POST /:id/undo': {
        const card = this.#decided.find(({ comment }) => comment.id === id)
        return { status: 200, body: { status: 'held', decision: null, card: { ...card, lease: lease(this.now) } } }
      }
      case 'POST /:id/skips': {
        const skipped = this.#take(id)
        this.queue = [...this.queue, ...skipped]
        return { status: 204 }
      }
      case 'POST /leases/renewals': {
        const leases = body['leases'] as { commentId: string }[]
        const renewed = leases.map(({ commentId }) => ({ commentId, lease: lease(this.now) }))
        return { status: 200, body: { renewed, lost: [] } }
      }
      case 'POST /:id/notes':
        return { status: 201, body: { notes: [] } }
      case 'GET /:id':
        return { status: 200, body: { decisions: [], notes: [] } }
      case 'POST /leases/releases':
        return { status: 200, body: { released: [] } }
      default:
        this.#take(id)
        return { status: 204 }
    }
  }

  readonly #decided: Card[] = []

  #take(id: string): Card[] {
    const taken = this.queue.filter(({ comment }) => comment.id === id)
    this.queue = this.queue.filter(({ comment }) => comment.id !== id)
    this.#decided.push(...taken)
    return taken
  }

  #claim({ count, have }: { count: number; have: string[] }): Card[] {
    const free = this.queue.filter(({ comment }) => !have.includes(comment.id))
    return free.slice(0, Math.max(0, count - have.length)).map((card) => ({ ...card, lease: lease(this.now) }))
  }
}

export function decision(kind: string, decidedBy: string, category: string | null = null) {
  const rest = { pledge: [], message: null, undoUntil: null, decidedAt: new Date(START).toISOString() }
  return { id: 'd', commentId: 'c', kind, category, decidedBy, ...rest }
}

/** As an act that is a decision is answered; `rest` is what makes it an opinion. */
export function made(decided: ReturnType<typeof decision>, rest: object = {}) {
  return { ...decided, effect: 'decided', second: null, training: null, ...rest }
}
