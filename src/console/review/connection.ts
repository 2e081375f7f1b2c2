import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Reply } from '../api/request.ts'
import type { Schedule, Store } from './store.ts'

const RECONNECT_MS = [2_000, 4_000, 8_000, 15_000, 30_000] as const
/** Without the stream the page looks by itself so often. */
const POLL_MS = 10_000

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly schedule: Schedule
  /** The server answers again after an outage. */
  readonly onBack: () => void
  /** The queues were counted because the stream is not heard. */
  readonly onLooked: () => void
  readonly onSessionEnded: () => void
}

/** Whether the server answers: says so when it does not, and tries again, less and less often, until it does. */
export class Connection {
  readonly #with: Dependencies
  #cancelTimer: () => void = () => {}
  #isStopped = false
  #isTrying = false

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  start(): void {
    this.#isStopped = false
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelTimer()
  }

  /** What becomes of an answer that is no success: an outage, the end of the session, or words of the server. */
  failed(reply: Exclude<Reply<unknown>, { kind: 'ok' }>): void {
    if (reply.kind === 'unreachable') this.lost(reply.cause)
    else if (reply.status === 401) this.end()
    else this.#with.store.set({ remark: { kind: 'refused', message: reply.refusal.message } })
  }

  lost(cause: 'network' | 'server'): void {
    if (this.#isStopped) return
    const { store, api } = this.#with
    const { outage } = store.state
    const attempts = (outage?.attempts ?? 0) + 1
    store.set({ outage: { cause, since: outage?.since ?? api.serverNow(), attempts }, isAsking: false })
    this.#wait(RECONNECT_MS[Math.min(attempts, RECONNECT_MS.length) - 1] ?? POLL_MS)
  }

  end(): void {
    if (this.#isStopped) return
    this.stop()
    this.#with.onSessionEnded()
  }

  /** Counts the queues, which also tells whether the server answers. */
  async look(): Promise<void> {
    if (this.#isTrying || this.#isStopped) return
    const { store, api } = this.#with
    this.#isTrying = true
    const reply = await api.queue()
    this.#isTrying = false
    if (this.#isStopped) return
    if (reply.kind !== 'ok') return this.failed(reply)
    const { queues, decidedToday } = reply.value
    const wasOut = store.state.outage !== null
    store.set({ counts: { queues, at: api.serverNow() }, decidedToday, outage: null })
    this.watch()
    if (wasOut) this.#with.onBack()
    else this.#with.onLooked()
  }

  /** Looks again after a while as long as the stream is not heard, and not once it is. */
  watch(): void {
    this.#cancelTimer()
    if (!this.#with.store.state.isLive) this.#wait(POLL_MS)
  }

  #wait(milliseconds: number): void {
    this.#cancelTimer()
    if (!this.#isStopped) this.#cancelTimer = this.#with.schedule(() => void this.look(), milliseconds)
  }
}
