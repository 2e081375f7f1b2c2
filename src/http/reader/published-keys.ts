import type { Logger } from 'pino'
import { fetchKeys } from './fetch-keys.ts'
import type { PublishedKey } from './key-set.ts'

/** What is found under a key's id. */
export type FoundKey =
  | { readonly outcome: 'found'; readonly key: PublishedKey }
  /** The portal publishes no such key, as far as could be asked within the last minute. */
  | { readonly outcome: 'unknown' }
  /** The portal's keys cannot be had, so that nothing can be said of the token. */
  | { readonly outcome: 'unavailable' }

/** A key that the portal withdraws counts no longer than this. */
const FRESH_MS = 10 * 60_000

/** As long as keys cannot be fetched anew the last ones serve, for a portal that is down for a moment. */
const USABLE_MS = 60 * 60_000

/** Tokens with made-up ids make this process ask no more often than that. */
const ASK_AGAIN_MS = 60_000

interface Kept {
  keys: ReadonlyMap<string, PublishedKey>
  /** When they were fetched; before all time where they never were. */
  fetchedAt: number
  askedAt: number
  hasFailed: boolean
  asking: Promise<void> | undefined
}

/** The keys that portals publish, kept for ten minutes; an id that is new has them fetched anew, once a minute at most. */
export class PublishedKeys {
  readonly #now: () => Date
  readonly #log: Logger
  readonly #kept = new Map<string, Kept>()

  constructor({ now, log }: { readonly now: () => Date; readonly log: Logger }) {
    this.#now = now
    this.#log = log
  }

  async find(address: string, kid: string): Promise<FoundKey> {
    const kept = this.#of(address)
    const isFresh = this.#age(kept) < FRESH_MS
    if (!isFresh || !kept.keys.has(kid)) await this.#askAnew(address, kept)
    const key = this.#age(kept) < USABLE_MS ? kept.keys.get(kid) : undefined
    if (key) return { outcome: 'found', key }
    return kept.hasFailed || this.#age(kept) >= USABLE_MS ? { outcome: 'unavailable' } : { outcome: 'unknown' }
  }

  #of(address: string): Kept {
    const known = this.#kept.get(address)
    if (known) return known
    const never = Number.NEGATIVE_INFINITY
    const fresh: Kept = { keys: new Map(), fetchedAt: never, askedAt: never, hasFailed: false, asking: undefined }
    this.#kept.set(address, fresh)
    return fresh
  }

  #age({ fetchedAt }: Kept): number {
    return this.#now().getTime() - fetchedAt
  }

  /** Those who ask at once wait for one answer. */
  async #askAnew(address: string, kept: Kept): Promise<void> {
    if (kept.asking !== undefined) return kept.asking
    const at = this.#now().getTime()
    if (at - kept.askedAt < ASK_AGAIN_MS) return
    kept.askedAt = at
    kept.asking = this.#ask(address, kept, at).finally(() => {
      kept.asking = undefined
    })
    await kept.asking
  }

  async #ask(address: string, kept: Kept, at: number): Promise<void> {
    try {
      kept.keys = await fetchKeys(address)
      kept.fetchedAt = at
      kept.hasFailed = false
    } catch (error) {
      kept.hasFailed = true
      this.#log.error({ err: error, address }, "a portal's keys cannot be fetched, its tokens cannot be read")
    }
  }
}
