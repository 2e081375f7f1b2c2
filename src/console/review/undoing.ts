import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Connection } from './connection.ts'
import { withFirst } from './holding.ts'
import type { Confirmed } from './review-state.ts'
import type { Schedule, Store } from './store.ts'

/** As long as whoever decided may undo, less what the way to the server takes. */
const TOAST_MS = 8_000
const CONFIRMED_REMEMBERED = 10

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly connection: Connection
  readonly schedule: Schedule
  /** Sends what is still under way: what was just pressed is what is meant. */
  readonly deliver: () => Promise<void>
  /** Another comment is in front than a moment ago. */
  readonly onShown: () => void
}

/** The decisions of this page, and taking them back. */
export class Undoing {
  readonly #with: Dependencies
  #isUndoing = false
  #cancelToast: () => void = () => {}

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  /** Remembers a decision that the server confirmed, and offers for a while to undo it. */
  remember(done: Confirmed): void {
    const { store, schedule } = this.#with
    const { confirmed, decidedToday } = store.state
    store.set({
      confirmed: [done, ...confirmed].slice(0, CONFIRMED_REMEMBERED),
      decidedToday: decidedToday + 1,
      toast: done,
      remark: null,
    })
    this.#cancelToast()
    this.#cancelToast = schedule(() => store.set({ toast: null }), TOAST_MS)
  }

  /** Takes the last decision back; whether that is still allowed is the server's to say. */
  async undo(): Promise<void> {
    const { store, deliver } = this.#with
    if (this.#isUndoing || store.state.outage) return
    this.#isUndoing = true
    await deliver()
    const [last] = store.state.confirmed
    if (last && !store.state.outage) await this.#takeBack(last)
    this.#isUndoing = false
  }

  async #takeBack(last: Confirmed): Promise<void> {
    const { store, api, connection, onShown } = this.#with
    const reply = await api.undo(last.card.comment.id, last.decision.id)
    if (reply.kind !== 'ok') return connection.failed(reply)
    this.#cancelToast()
    const { confirmed, decidedToday, holding } = store.state
    const { card } = reply.value
    store.set({
      confirmed: confirmed.filter((one) => one !== last),
      decidedToday: Math.max(0, decidedToday - 1),
      toast: null,
      remark: { kind: 'undone' },
      ...(card && { holding: withFirst(holding, card), notice: null, isAway: false }),
    })
    onShown()
  }
}
