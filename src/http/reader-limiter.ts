import Bottleneck from 'bottleneck'

/** Room for the limiter's own clock to run ahead: none is forgotten while it still remembers a comment. */
const IDLE_MARGIN_MILLISECONDS = 60_000

/** One comment's place in the reader's allowance. */
export type Slot =
  | {
      readonly isFree: true
      /** For a comment that was not recorded after all. */
      giveBack(): Promise<void>
    }
  | { readonly isFree: false; readonly retryAfterSeconds: number }

/**
 * At most `limit` comments of one reader in any window of that length, wherever it begins. Each slot comes back
 * exactly one window after it was taken. A Bottleneck reservoir counts them and refuses instead of queueing; its own
 * refresh is not used, because it starts at the limiter's creation and would let twice as many through around it.
 */
export class ReaderLimiter {
  readonly #group: Bottleneck.Group
  /** When each slot in use was taken, oldest first. Forgotten together with its limiter. */
  readonly #taken = new WeakMap<Bottleneck, number[]>()
  readonly #windowMilliseconds: number

  constructor(limit: number, windowMilliseconds: number) {
    this.#windowMilliseconds = windowMilliseconds
    this.#group = new Bottleneck.Group({
      reservoir: limit,
      highWater: 0,
      strategy: Bottleneck.strategy.OVERFLOW,
      // Idle limiters go, but only once every slot they gave has come back: waiting it out gains nothing.
      timeout: windowMilliseconds + IDLE_MARGIN_MILLISECONDS,
    })
  }

  async take(reader: string, now: number): Promise<Slot> {
    const limiter = this.#group.key(reader)
    const taken = this.#taken.get(limiter) ?? []
    this.#taken.set(limiter, taken)
    await this.#release(limiter, taken, now)
    try {
      await limiter.schedule(async () => void taken.push(now))
      return { isFree: true, giveBack: () => giveBack(limiter, taken, now) }
    } catch (error) {
      if (!(error instanceof Bottleneck.BottleneckError)) throw error
      return { isFree: false, retryAfterSeconds: secondsUntil((taken[0] ?? now) + this.#windowMilliseconds, now) }
    }
  }

  async #release(limiter: Bottleneck, taken: number[], now: number): Promise<void> {
    const kept = taken.findIndex((at) => at + this.#windowMilliseconds > now)
    const over = taken.splice(0, kept === -1 ? taken.length : kept).length
    if (over > 0) await limiter.incrementReservoir(over)
  }
}

/** Whole seconds, never 0: a `Retry-After` that is obeyed to the second must succeed. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000))
}

async function giveBack(limiter: Bottleneck, taken: number[], at: number): Promise<void> {
  const place = taken.indexOf(at)
  // One that has come back by itself meanwhile is not given twice.
  if (place === -1) return
  taken.splice(place, 1)
  await limiter.incrementReservoir(1)
}
