import type { SSEStreamingApi } from 'hono/streaming'
import type { QueueCount } from '../../../review/queue-counts.ts'
import { type Change, type ChangeCursor, formatCursor, hasSeen, readChanges } from '../../../storage/change-feed.ts'
import type { Db } from '../../../storage/database.ts'
import type { LiveFeed, Watcher } from './feed.ts'
import { toldTo, type Viewer } from './told.ts'

/** Below the idle limit of the usual proxies (60 s); also how long an ended session may go unnoticed. */
const HEARTBEAT_MS = 15_000

/** A page that does not read what it is sent is cut off, and comes back with its last id. */
const MOST_PENDING = 200

interface Streaming extends Viewer {
  readonly db: Db
  readonly feed: LiveFeed
  readonly siteId: string
  /** Where the page stopped before, if it was here. */
  readonly since: ChangeCursor | null
  readonly viewCounts: (counts: readonly QueueCount[]) => unknown
  readonly countNow: () => Promise<readonly QueueCount[]>
  readonly isSessionAlive: () => Promise<boolean>
}

interface Sent {
  readonly event?: string
  readonly content?: unknown
  readonly cursor?: ChangeCursor
}

/**
 * Writes to one page what changes on its site until either side ends it: `counts`, `changes` with the id to come back
 * with, `resync` when more was missed than can be told, and `session_ended`. What a page is told twice carries the
 * change's own id.
 */
export async function streamChanges(stream: SSEStreamingApi, wanted: Streaming): Promise<void> {
  const page = new Page(stream, wanted)
  stream.onAbort(() => page.end())
  await page.run()
}

class Page implements Watcher {
  readonly siteId: string
  readonly #stream: SSEStreamingApi
  readonly #with: Streaming
  readonly #pending: Sent[] = []
  /** Told before the page had read its own past. */
  readonly #early: { changes: readonly Change[]; cursor: ChangeCursor }[] = []
  #cursor: ChangeCursor | null = null
  #isEnded = false
  #wake: () => void = () => undefined

  constructor(stream: SSEStreamingApi, wanted: Streaming) {
    this.#stream = stream
    this.#with = wanted
    this.siteId = wanted.siteId
  }

  async run(): Promise<void> {
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
    try {
      await this.#with.feed.watch(this)
      await this.#begin()
      while (!this.#isEnded) {
        const next = this.#pending.shift()
        if (next) await this.#write(next)
        else await this.#nextWake()
      }
      for (const last of this.#pending) await this.#write(last)
    } finally {
      clearInterval(heartbeat)
      this.#with.feed.leave(this)
    }
  }

  /** Lets what is pending go out, then closes. */
  end(): void {
    this.#isEnded = true
    this.#wake()
  }

  onChanges(changes: readonly Change[], cursor: ChangeCursor): void {
    const stands = this.#cursor
    if (stands === null) {
      this.#early.push({ changes, cursor })
      return
    }
    const fresh = changes.filter(({ xid }) => !hasSeen(stands, xid))
    // Never back: what is read again would be told again.
    if (cursor.at >= stands.at) this.#cursor = cursor
    this.#tell(fresh)
  }

  onTooMany(cursor: ChangeCursor): void {
    this.#cursor = cursor
    this.#send({ event: 'resync', content: {}, cursor })
  }

  onCounts(counts: readonly QueueCount[]): void {
    this.#send({ event: 'counts', content: this.#with.viewCounts(counts) })
  }

  onStop(): void {
    this.end()
  }

  /** What it missed since it was here last, and how the queues stand. */
  async #begin(): Promise<void> {
    const { db, since, siteId, countNow } = this.#with
    const read = await readChanges(db, { since, siteId })
    this.#cursor = read.cursor
    if (read.outcome === 'too_far_back') this.onTooMany(read.cursor)
    else this.#tell(read.changes)
    for (const { changes, cursor } of this.#early.splice(0)) this.onChanges(changes, cursor)
    this.onCounts(await countNow())
    this.#beat()
  }

  #tell(changes: readonly Change[]): void {
    const { moderatorId } = this.#with
    if (changes.some((change) => change.type === 'session_ended' && change.moderatorId === moderatorId)) {
      void this.#checkSession()
    }
    const told = toldTo(this.#with, changes)
    if (told.length === 0) return
    this.#send({ event: 'changes', content: { changes: told }, ...(this.#cursor && { cursor: this.#cursor }) })
  }

  #beat(): void {
    // An id alone: where to go on from, also where nothing has happened for long.
    this.#send(this.#cursor ? { cursor: this.#cursor } : {})
    void this.#checkSession()
  }

  async #checkSession(): Promise<void> {
    // A database that is away ends no session.
    const isAlive = await this.#with.isSessionAlive().catch(() => true)
    if (isAlive || this.#isEnded) return
    this.#send({ event: 'session_ended', content: {} })
    this.end()
  }

  #send(sent: Sent): void {
    if (this.#isEnded) return
    this.#pending.push(sent)
    if (this.#pending.length > MOST_PENDING) {
      this.#pending.length = 0
      this.end()
    }
    this.#wake()
  }

  async #write({ event, content, cursor }: Sent): Promise<void> {
    const lines = [
      ...(cursor ? [`id: ${formatCursor(cursor)}`] : []),
      ...(event ? [`event: ${event}`, `data: ${JSON.stringify(content)}`] : []),
    ]
    await this.#stream.write(lines.length === 0 ? ':\n\n' : `${lines.join('\n')}\n\n`)
  }

  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      if (this.#pending.length > 0 || this.#isEnded) resolve()
    })
  }
}
