import type { Db } from '../../storage/database.ts'
import { type ArticleName, readPageChanges } from '../../storage/page-changes.ts'
import type { ReadyPage } from './ready-page.ts'

/** What is no longer public is out of sight this soon in every process, and in the one that was told at once. */
const FRESH_MS = 250

/** Pages of a hundred busy articles in three languages, and of the thousands that one reader in an hour asks for. */
const MOST_BYTES = 32 * 1024 * 1024

/** Of one article: first pages in every order and language, and some that follow. */
const MOST_PAGES = 100

/** A page's place and the answers with it, so that a million empty ones are not nothing. */
const BYTES_BESIDE = 1_000

/** Well within what the database remembers; also the longest that a page is kept, whatever was told. */
const REMEMBERED_MS = 60_000

interface Options {
  readonly freshMs?: number
  readonly mostBytes?: number
}

/** An article's pages. When something of it changes they are let go of as one, with those that are being read. */
interface Shelf {
  readonly name: string
  /** The one that was asked for longest ago first. */
  readonly pages: Map<string, ReadyPage>
  readonly reading: Map<string, Promise<ReadyPage>>
  bytes: number
}

/**
 * Pages as they were last read, until something of their article changes. Before one is given, the database was asked
 * within `freshMs` what has changed, by any process; where it cannot be asked nothing is given. It asks only when a page
 * is wanted, so that there is nothing to stop.
 */
export class KeptPages {
  readonly #db: Db
  readonly #freshMs: number
  readonly #mostBytes: number
  /** The one that was asked for longest ago first. */
  readonly #shelves = new Map<string, Shelf>()
  #bytes = 0
  #snapshot: string | null = null
  /** When the last question that was answered was asked. */
  #checkedAt = Number.NEGATIVE_INFINITY
  #doubtedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<void> | undefined

  constructor(db: Db, { freshMs = FRESH_MS, mostBytes = MOST_BYTES }: Options = {}) {
    this.#db = db
    this.#freshMs = freshMs
    this.#mostBytes = mostBytes
  }

  /** Whether what is kept may be given without a question. */
  isFresh(): boolean {
    return this.#checkedAt > this.#neededSince(this.#freshMs)
  }

  /** Something was written: it is asked again before the next page is given. */
  doubt(): void {
    this.#doubtedAt = performance.now()
  }

  /** Lets go of what has changed by a moment ago, or with 0 by now. Throws where the database cannot be asked. */
  async check(freshMs = this.#freshMs): Promise<void> {
    const since = this.#neededSince(freshMs)
    while (this.#checkedAt <= since) {
      this.#checking ??= this.#ask().finally(() => {
        this.#checking = undefined
      })
      await this.#checking
    }
  }

  /** Gives the page that is kept, if it is still good. To be asked while it `isFresh`. */
  find(article: ArticleName, name: string, now: Date): ReadyPage | undefined {
    return this.#shelves.has(nameOf(article)) ? take(this.#shelfOf(article), name, now) : undefined
  }

  /** Gives the page that is kept, or reads it, once for all who ask meanwhile. To be asked after a `check`. */
  async get(article: ArticleName, name: string, read: () => Promise<ReadyPage>, now: Date): Promise<ReadyPage> {
    const shelf = this.#shelfOf(article)
    const kept = take(shelf, name, now)
    if (kept) return kept
    return shelf.reading.get(name) ?? this.#read(shelf, name, read)
  }

  #read(shelf: Shelf, name: string, read: () => Promise<ReadyPage>): Promise<ReadyPage> {
    const reading = read().finally(() => shelf.reading.delete(name))
    shelf.reading.set(name, reading)
    return reading.then(
      (page) => {
        // What changed while it was read may not be in it; then its shelf is another by now.
        if (this.#shelves.get(shelf.name) === shelf) this.#keep(shelf, page)
        return page
      },
      (error: unknown) => {
        this.#dropEmpty(shelf)
        throw error
      },
    )
  }

  #keep(shelf: Shelf, page: ReadyPage): void {
    this.#remove(shelf, page.name)
    shelf.pages.set(page.name, page)
    const bytes = sizeOf(page)
    shelf.bytes += bytes
    this.#bytes += bytes
    const [oldest] = shelf.pages.keys()
    if (shelf.pages.size > MOST_PAGES && oldest !== undefined) this.#remove(shelf, oldest)
    for (const name of this.#shelves.keys()) {
      if (this.#bytes <= this.#mostBytes) break
      this.#drop(name)
    }
  }

  #remove(shelf: Shelf, name: string): void {
    const page = shelf.pages.get(name)
    if (!page) return
    shelf.pages.delete(name)
    shelf.bytes -= sizeOf(page)
    this.#bytes -= sizeOf(page)
  }

  #shelfOf(article: ArticleName): Shelf {
    const name = nameOf(article)
    const shelf = this.#shelves.get(name) ?? { name, pages: new Map(), reading: new Map(), bytes: 0 }
    this.#shelves.delete(name)
    this.#shelves.set(name, shelf)
    return shelf
  }

  /** One on which nothing was ever put weighs nothing, so that no bound would end it. */
  #dropEmpty(shelf: Shelf): void {
    const isEmpty = shelf.pages.size === 0 && shelf.reading.size === 0
    if (isEmpty && this.#shelves.get(shelf.name) === shelf) this.#shelves.delete(shelf.name)
  }

  #drop(name: string): void {
    this.#bytes -= this.#shelves.get(name)?.bytes ?? 0
    this.#shelves.delete(name)
  }

  #neededSince(freshMs: number): number {
    return Math.max(this.#doubtedAt, performance.now() - freshMs)
  }

  async #ask(): Promise<void> {
    const askedAt = performance.now()
    const since = askedAt - this.#checkedAt < REMEMBERED_MS ? this.#snapshot : null
    const read = await readPageChanges(this.#db, since)
    if (read.outcome === 'too_many') {
      this.#shelves.clear()
      this.#bytes = 0
    } else {
      for (const article of read.articles) this.#drop(nameOf(article))
    }
    this.#snapshot = read.snapshot
    this.#checkedAt = askedAt
  }
}

/** The page of this name if it is there and still good, and from now on the one that was asked for last. */
function take(shelf: Shelf, name: string, now: Date): ReadyPage | undefined {
  const page = shelf.pages.get(name)
  if (!page || now >= page.goodUntil || performance.now() - page.readAt >= REMEMBERED_MS) return undefined
  shelf.pages.delete(name)
  shelf.pages.set(name, page)
  return page
}

/** Twice, for what it takes compressed. */
function sizeOf({ json }: ReadyPage): number {
  return 2 * json.length + BYTES_BESIDE
}

/** A key holds no control character. */
function nameOf({ siteId, articleId }: ArticleName): string {
  return `${siteId}\n${articleId}`
}
