import type { SSEStreamingApi } from 'hono/streaming'
import type { ArticleFeed, ArticleWatcher } from './article-feed.ts'

/** Below the idle limit of the usual proxies (60 s). */
const HEARTBEAT_MS = 15_000

/** After a lost connection; with many readers they do not all come back in one second. */
const RETRY_MS = 5_000

interface Streaming {
  readonly feed: ArticleFeed
  readonly siteId: string
  readonly articleId: string
  readonly countNow: () => Promise<number>
  /** Another number is about to be told. */
  readonly onChange: () => void
}

/** Writes to one page how many comments are public, first and whenever it has changed, until either side ends it. */
export async function streamCounts(stream: SSEStreamingApi, wanted: Streaming): Promise<void> {
  const page = new CountPage(stream, wanted)
  stream.onAbort(() => page.onStop())
  await page.run()
}

/** A page that does not read what it is sent costs one number: only the last is kept. */
class CountPage implements ArticleWatcher {
  readonly siteId: string
  readonly articleId: string
  readonly #stream: SSEStreamingApi
  readonly #with: Streaming
  #total: number | undefined
  #told: number | undefined
  #isBeatDue = false
  #isEnded = false
  #wake: () => void = () => undefined

  constructor(stream: SSEStreamingApi, wanted: Streaming) {
    this.#stream = stream
    this.#with = wanted
    this.siteId = wanted.siteId
    this.articleId = wanted.articleId
  }

  async run(): Promise<void> {
    const { feed, countNow } = this.#with
    const heartbeat = setInterval(() => {
      this.#isBeatDue = true
      this.#wake()
    }, HEARTBEAT_MS)
    try {
      feed.watch(this)
      await this.#stream.write(`retry: ${RETRY_MS}\n\n`)
      const total = await countNow()
      this.#total ??= total
      while (!this.#isEnded) await this.#tellOrWait()
    } finally {
      clearInterval(heartbeat)
      feed.leave(this)
    }
  }

  onCount(total: number): void {
    this.#total = total
    this.#wake()
  }

  onStop(): void {
    this.#isEnded = true
    this.#wake()
  }

  async #tellOrWait(): Promise<void> {
    const total = this.#total
    if (total !== this.#told) {
      this.#told = total
      this.#with.onChange()
      await this.#stream.write(`event: count\ndata: ${JSON.stringify({ total })}\n\n`)
    } else if (this.#isBeatDue) {
      this.#isBeatDue = false
      await this.#stream.write(':\n\n')
    } else {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
