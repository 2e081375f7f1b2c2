import type { Logger } from 'pino'
import { countQueues, type QueueCount } from '../../../review/queue-counts.ts'
import { type Change, type ChangeCursor, readChanges } from '../../../storage/change-feed.ts'
import type { Db } from '../../../storage/database.ts'
import { listen } from '../../../storage/listen.ts'

/** One page that watches one site. Nothing here may throw or wait. */
export interface Watcher {
  readonly siteId: string
  onChanges(changes: readonly Change[], cursor: ChangeCursor): void
  /** More has changed than can be told one by one. */
  onTooMany(cursor: ChangeCursor): void
  onCounts(counts: readonly QueueCount[]): void
  /** The service stops. */
  onStop(): void
}

interface Dependencies {
  readonly db: Db
  readonly connectionString: string
  readonly log: Logger
}

/** Told or not, it is looked this often: a page is never further behind, also while nothing can be listened to. */
const LOOK_MS = 5_000

/**
 * A storm of decisions is read in gulps: nobody sees the difference, and the database has less to do. Of transactions that
 * run at once only one tells, so that what is told is looked for once more after the others have had time to commit.
 */
const GULP_MS = 100
const ONCE_MORE_MS = 400

/**
 * What happens in the queues, for every page that watches through this process: one connection listens, one query reads
 * for all, and each site is counted once. Nothing runs until the first page watches.
 */
export class LiveFeed {
  readonly #with: Dependencies
  readonly #watchers = new Set<Watcher>()
  #cursor: ChangeCursor | null = null
  #stopListening: (() => Promise<void>) | undefined
  #lookTimer: NodeJS.Timeout | undefined
  #gulpTimer: NodeJS.Timeout | undefined
  #onceMoreTimer: NodeJS.Timeout | undefined
  #reading: Promise<void> = Promise.resolve()
  #isReading = false
  #isAwaited = false
  #isStopped = false

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  /**
   * From when this resolves nothing is missed until `leave`. What was before is the watcher's own to read, after this:
   * what it reads then it may be told again.
   */
  async watch(watcher: Watcher): Promise<void> {
    this.#watchers.add(watcher)
    this.#start()
    if (this.#cursor !== null) return
    const { cursor } = await readChanges(this.#with.db, { since: null })
    this.#cursor ??= cursor
  }

  leave(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    // Whoever watches next stands where they begin.
    if (this.#watchers.size === 0) this.#cursor = null
  }

  /** Ends every stream, then what feeds them. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const watcher of this.#watchers) watcher.onStop()
    this.#watchers.clear()
    clearInterval(this.#lookTimer)
    clearTimeout(this.#gulpTimer)
    clearTimeout(this.#onceMoreTimer)
    await Promise.all([this.#stopListening?.(), this.#reading])
  }

  #start(): void {
    if (this.#stopListening || this.#isStopped) return
    const { connectionString, log } = this.#with
    this.#stopListening = listen({
      connectionString,
      channels: ['yueping_change'],
      onTold: () => this.#hear(),
      onLost: (err) => log.warn({ err }, 'changes are not heard of at once until the connection is made again'),
    })
    this.#lookTimer = setInterval(() => this.#wake(), LOOK_MS)
  }

  #hear(): void {
    this.#wake()
    if (this.#isStopped) return
    clearTimeout(this.#onceMoreTimer)
    this.#onceMoreTimer = setTimeout(() => this.#wake(), ONCE_MORE_MS)
  }

  #wake(): void {
    if (this.#isStopped) return
    if (this.#isReading) {
      this.#isAwaited = true
      return
    }
    this.#isReading = true
    this.#reading = this.#read().finally(() => {
      this.#gulpTimer = setTimeout(() => {
        this.#isReading = false
        if (!this.#isAwaited) return
        this.#isAwaited = false
        this.#wake()
      }, GULP_MS)
    })
  }

  async #read(): Promise<void> {
    const since = this.#cursor
    if (since === null) return
    try {
      const read = await readChanges(this.#with.db, { since })
      // Everyone left meanwhile, and perhaps others came: they stand elsewhere.
      if (this.#cursor !== since) return
      this.#cursor = read.cursor
      const changes = read.outcome === 'read' ? read.changes : null
      for (const watcher of this.#watchers) {
        const own = changes?.filter(({ siteId }) => siteId === watcher.siteId)
        if (own === undefined) watcher.onTooMany(read.cursor)
        else watcher.onChanges(own, read.cursor)
      }
      await this.#count(changes?.map(({ siteId }) => siteId))
    } catch (error) {
      this.#with.log.error({ err: error }, 'what has changed in the queues cannot be read')
    }
  }

  /** Counts the watched sites where something changed, or all. */
  async #count(changed: readonly string[] | undefined): Promise<void> {
    const watched = new Set([...this.#watchers].map(({ siteId }) => siteId))
    for (const siteId of watched) {
      if (changed && !changed.includes(siteId)) continue
      const counts = await countQueues(this.#with.db, siteId)
      for (const watcher of this.#watchers) if (watcher.siteId === siteId) watcher.onCounts(counts)
    }
  }
}
