import type { Logger } from 'pino'
import type { Db } from '../../../storage/database.ts'
import { listen } from '../../../storage/listen.ts'
import { countPublished } from '../../../storage/published-comments.ts'
import { PUBLISHED_CHANNEL, tellPublished } from '../../../storage/tell-published.ts'

/** One page that watches one article. Nothing here may throw or wait. */
export interface ArticleWatcher {
  readonly siteId: string
  readonly articleId: string
  /** How many comments are public now, changed or not. */
  onCount(total: number): void
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

/** A hot article is counted a few times a second, however many comments it gets. */
const GULP_MS = 250

/** Of transactions that run at once only one tells: it is looked once more after the others have had time to commit. */
const ONCE_MORE_MS = 500

/** In one statement. */
const MOST_ARTICLES = 500

/**
 * How many comments are public under every article that is watched through this process: one connection listens, and one
 * query a site counts for all pages. A page is told how things stand, not what has happened, so that whoever was away
 * misses nothing. Nothing runs until the first page watches.
 */
export class ArticleFeed {
  readonly #with: Dependencies
  readonly #watchers = new Set<ArticleWatcher>()
  #stopListening: (() => Promise<void>) | undefined
  #lookTimer: NodeJS.Timeout | undefined
  #gulpTimer: NodeJS.Timeout | undefined
  #onceMoreTimer: NodeJS.Timeout | undefined
  #tellTimer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #telling: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  get watcherCount(): number {
    return this.#watchers.size
  }

  /** From now on it is told whatever is counted; how things stand now is its own to ask, after this. */
  watch(watcher: ArticleWatcher): void {
    this.#watchers.add(watcher)
    if (this.#stopListening || this.#isStopped) return
    const { connectionString, log } = this.#with
    this.#stopListening = listen({
      connectionString,
      channels: ['yueping_change', PUBLISHED_CHANNEL],
      onTold: () => this.#hear(),
      onLost: (err) => log.warn({ err }, 'readers hear of new comments later until the connection is made again'),
    })
    this.#lookTimer = setInterval(() => this.#look(), LOOK_MS)
  }

  leave(watcher: ArticleWatcher): void {
    this.#watchers.delete(watcher)
  }

  /** Tells every process soon that something was published here; many at once are told as one. */
  tell(): void {
    if (this.#tellTimer || this.#isStopped) return
    this.#tellTimer = setTimeout(() => {
      this.#tellTimer = undefined
      this.#telling = tellPublished(this.#with.db).catch((error: unknown) => {
        this.#with.log.error({ err: error }, 'what was published could not be told at once')
      })
    }, GULP_MS)
    this.#tellTimer.unref()
  }

  /** Ends every stream, then what feeds them. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const watcher of this.#watchers) watcher.onStop()
    this.#watchers.clear()
    clearInterval(this.#lookTimer)
    for (const timer of [this.#gulpTimer, this.#onceMoreTimer, this.#tellTimer]) clearTimeout(timer)
    await Promise.all([this.#stopListening?.(), this.#looking, this.#telling])
  }

  #hear(): void {
    if (this.#isStopped || this.#watchers.size === 0) return
    this.#gulpTimer ??= setTimeout(() => {
      this.#gulpTimer = undefined
      this.#look()
    }, GULP_MS)
    clearTimeout(this.#onceMoreTimer)
    this.#onceMoreTimer = setTimeout(() => this.#look(), GULP_MS + ONCE_MORE_MS)
  }

  #look(): void {
    // One after the other, so that no older count comes after a newer one.
    this.#looking = this.#looking.then(() => this.#count())
  }

  async #count(): Promise<void> {
    const all = [...this.#watchers]
    for (const siteId of new Set(all.map((watcher) => watcher.siteId))) {
      const watchers = all.filter((watcher) => watcher.siteId === siteId)
      const articles = [...new Set(watchers.map(({ articleId }) => articleId))]
      for (let from = 0; from < articles.length; from += MOST_ARTICLES) {
        await this.#countSome(siteId, articles.slice(from, from + MOST_ARTICLES), watchers)
      }
    }
  }

  async #countSome(siteId: string, articles: readonly string[], watchers: readonly ArticleWatcher[]): Promise<void> {
    try {
      const counts = await countPublished(this.#with.db, siteId, articles)
      for (const watcher of watchers) {
        const total = counts.get(watcher.articleId)
        if (total !== undefined) watcher.onCount(total)
      }
    } catch (error) {
      this.#with.log.error({ err: error }, 'what was published cannot be counted')
    }
  }
}
