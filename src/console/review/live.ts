import type { QueueView } from '../../http/moderator/schemas.ts'
import type { QueueName } from './queue-name.ts'
import type { Schedule } from './store.ts'

/** One line of the stream of changes. */
export interface Change {
  readonly id: string
  readonly type:
    | ('arrived' | 'claimed' | 'released' | 'decided' | 'undone' | 'noted' | 'sanctioned' | 'withdrawn' | 'edited')
    | ('overturned' | 'proposed' | 'proposal_closed')
  readonly queue: QueueName | null
  /** `null` where many changed at once. */
  readonly commentId: string | null
  readonly by: string | null
  readonly isOwn: boolean
  readonly at: string
}

/** What is used of an `EventSource`. */
export interface Source {
  readonly readyState: number
  addEventListener(type: string, listener: (event: { readonly data?: string }) => void): void
  close(): void
}

interface Dependencies {
  readonly open: () => Source
  readonly schedule: Schedule
  readonly onCounts: (queues: QueueView['queues']) => void
  readonly onChanges: (changes: readonly Change[]) => void
  /** Something may have been missed: look at everything anew. */
  readonly onResync: () => void
  readonly onHeard: () => void
  readonly onBroken: () => void
  readonly onSessionEnded: () => void
}

const CLOSED = 2
const REOPEN_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const
/** What is told twice carries the same id; the server tells of no more at once. */
const IDS_REMEMBERED = 500

/**
 * The stream of changes. The browser comes back by itself, with the last id, and misses nothing; where it gives up, as
 * after an answer that is no stream, a new one is opened, and everything is looked at anew.
 */
export class Live {
  readonly #with: Dependencies
  #source: Source | null = null
  #cancelTimer: () => void = () => {}
  #attempts = 0
  #isFirst = true
  #told: readonly string[] = []

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  start(): void {
    if (this.#source) return
    const source = this.#with.open()
    this.#source = source
    // What a source says after it was closed is about nothing any more.
    const listen = (type: string, heard: (content: string) => void) =>
      source.addEventListener(type, ({ data = '' }) => {
        if (this.#source === source) heard(data)
      })
    listen('open', () => this.#opened())
    listen('error', () => this.#failed(source))
    listen('counts', (data) => this.#with.onCounts(read<{ queues: QueueView['queues'] }>(data).queues))
    listen('changes', (data) => this.#changed(read<{ changes: readonly Change[] }>(data).changes))
    listen('resync', () => this.#with.onResync())
    listen('session_ended', () => {
      this.stop()
      this.#with.onSessionEnded()
    })
  }

  stop(): void {
    this.#cancelTimer()
    this.#source?.close()
    this.#source = null
    this.#isFirst = true
  }

  /** Until it starts again, and then looks at everything anew. */
  pause(): void {
    this.stop()
    this.#isFirst = false
  }

  /** Opens at once a stream that was given up. */
  hurry(): void {
    if (this.#source && this.#source.readyState !== CLOSED) return
    this.#cancelTimer()
    this.#source = null
    this.start()
  }

  #opened(): void {
    this.#attempts = 0
    this.#with.onHeard()
    if (!this.#isFirst) this.#with.onResync()
    this.#isFirst = true
  }

  #failed(source: Source): void {
    this.#with.onBroken()
    if (source.readyState !== CLOSED) return
    this.#isFirst = false
    const pause = REOPEN_MS[Math.min(this.#attempts, REOPEN_MS.length - 1)] ?? 0
    this.#attempts += 1
    this.#cancelTimer()
    this.#cancelTimer = this.#with.schedule(() => this.hurry(), pause)
  }

  #changed(changes: readonly Change[]): void {
    const fresh = changes.filter(({ id }) => !this.#told.includes(id))
    this.#told = [...this.#told, ...fresh.map(({ id }) => id)].slice(-IDS_REMEMBERED)
    if (fresh.length > 0) this.#with.onChanges(fresh)
  }
}

// The stream and the page come from one server and one build.
function read<T>(data: string): T {
  return JSON.parse(data) as T
}
