import type { ModeratorApi } from '../api/moderator-api.ts'
import { isRenewalDue } from './auto-renew.ts'
import type { Connection } from './connection.ts'
import { find, leasesOf, shownOf, withChanged, without } from './holding.ts'
import type { Conflict } from './outbox.ts'
import type { Schedule, Store } from './store.ts'

/** Whoever has touched nothing for so long has left: what they hold goes to those who are here. */
const AWAY_MS = 300_000
const TICK_MS = 1_000

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly connection: Connection
  readonly schedule: Schedule
  readonly onLost: (commentId: string, conflict: Conflict) => void
  /** The lease of the comment that is shown ran out on the server's clock. */
  readonly onExpired: () => void
  readonly onAway: () => void
}

/** Keeps the leases of the page while someone is at it: renews them together, and lets all go when nobody is. */
export class LeaseCare {
  readonly #with: Dependencies
  #lastActiveAt = Number.NEGATIVE_INFINITY
  #lastTriedAt = Number.NEGATIVE_INFINITY
  #isRenewing = false
  #cancelTimer: () => void = () => {}

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  start(): void {
    this.sign()
    this.#tick()
  }

  stop(): void {
    this.#cancelTimer()
  }

  /** A sign of life of the moderator. */
  sign(): void {
    this.#lastActiveAt = this.#with.api.serverNow()
  }

  /** Renews all leases at once; answers whether the one of the comment in front was among those that still hold. */
  async renew(): Promise<boolean> {
    const { store, api, connection } = this.#with
    const { holding, outage } = store.state
    if (this.#isRenewing || outage || holding.cards.length === 0) return false
    const front = shownOf(holding)?.comment.id
    this.#isRenewing = true
    this.#lastTriedAt = api.serverNow()
    const reply = await api.renew(leasesOf(holding.cards))
    this.#isRenewing = false
    if (reply.kind !== 'ok') {
      connection.failed(reply)
      return false
    }
    const { renewed, lost } = reply.value
    const kept = renewed.reduce(
      (all, { commentId, lease }) => withChanged(all, commentId, { lease }),
      this.#with.store.state.holding,
    )
    store.set({ holding: kept })
    const isFront = ({ commentId }: { readonly commentId: string }) => commentId === front
    // Those ahead first: what comes to the front by the loss of another is no loss to tell of.
    for (const one of [...lost.filter((each) => !isFront(each)), ...lost.filter(isFront)]) {
      // Decided or skipped meanwhile, its loss is no news.
      if (find(store.state.holding, one.commentId)) this.#with.onLost(one.commentId, one)
    }
    return renewed.some(({ commentId }) => commentId === front)
  }

  #tick(): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#with.schedule(() => this.#tick(), TICK_MS)
    const { store, api, onAway } = this.#with
    const { holding, outage } = store.state
    if (outage || holding.cards.length === 0) return
    const now = api.serverNow()
    if (now - this.#lastActiveAt >= AWAY_MS) onAway()
    else if (!this.#drop(now)) this.#renewInTime(now)
  }

  /** Lets go what has run out; answers whether the comment in front was among it. */
  #drop(now: number): boolean {
    const { store, onExpired } = this.#with
    const { holding } = store.state
    const over = holding.cards.filter(({ lease }) => Date.parse(lease.expiresAt) <= now)
    const shown = shownOf(holding)
    const gone = over.filter((card) => card !== shown).map(({ comment }) => comment.id)
    if (gone.length > 0) store.set({ holding: without(holding, gone) })
    const isOver = shown !== undefined && over.includes(shown)
    if (isOver) onExpired()
    return isOver
  }

  #renewInTime(now: number): void {
    const { cards } = this.#with.store.state.holding
    const ends = Math.min(...cards.map(({ lease }) => Date.parse(lease.expiresAt)))
    const secondsLeft = Math.ceil((ends - now) / 1000)
    const leaseSeconds = cards[0]?.lease.seconds ?? 0
    const [lastActiveAt, lastTriedAt] = [this.#lastActiveAt, this.#lastTriedAt]
    if (isRenewalDue({ secondsLeft, leaseSeconds, now, lastActiveAt, lastTriedAt })) void this.renew()
  }
}
