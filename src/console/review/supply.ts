import type { Card } from '../../http/moderator/card-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Connection } from './connection.ts'
import { withMore } from './holding.ts'
import type { Store } from './store.ts'

/** Enough to read on through an answer that is long in coming, few enough to leave the rest to colleagues. */
const WANTED = 10
/** With so many left, the next ones are fetched: never a request for each decision. */
const LOW = 5
/** As the interface bounds what one holds. */
const MOST_HELD = 20

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly connection: Connection
  readonly giveBack: (cards: readonly Card[], isLeaving: boolean) => void
}

/** Claims ahead, so that the next comment is here before it is asked for. */
export class Supply {
  readonly #with: Dependencies
  #isAsking = false
  #isAskedAgain = false
  /** The queue had no more when it was asked last. */
  #isDry = false
  /** Counts what came to the queue: an answer that is older than the last says nothing of it. */
  #wakes = 0
  #isStopped = false

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  start(): void {
    this.#isStopped = false
    this.#isDry = false
  }

  stop(): void {
    this.#isStopped = true
  }

  /** Asks for more where little is left; not of a queue that had no more. */
  async fill(): Promise<void> {
    if (this.#isAsking) {
      this.#isAskedAgain = true
      return
    }
    this.#isAsking = true
    do {
      this.#isAskedAgain = false
      if (this.#isWanting()) await this.#claim()
    } while (this.#isAskedAgain)
    this.#isAsking = false
  }

  /** Something came to the queue, or may have: it is worth asking again. */
  wake(): Promise<void> {
    this.#isDry = false
    this.#wakes += 1
    return this.fill()
  }

  #isWanting(): boolean {
    const { outage, isAway, holding } = this.#with.store.state
    return !this.#isStopped && !this.#isDry && outage === null && !isAway && holding.cards.length <= LOW
  }

  async #claim(): Promise<void> {
    const { store, api, connection } = this.#with
    const { queue, holding, unsent } = store.state
    const underWay = unsent.map(({ card }) => card.comment.id)
    const have = [...holding.cards.map(({ comment }) => comment.id), ...underWay].slice(0, MOST_HELD)
    const wakes = this.#wakes
    store.set({ isAsking: true })
    const reply = await api.claim({ queue, count: Math.min(WANTED + underWay.length, MOST_HELD), have })
    const isOver = this.#isStopped || store.state.queue !== queue || store.state.isAway
    if (reply.kind !== 'ok') {
      store.set({ isAsking: false })
      return isOver ? undefined : connection.failed(reply)
    }
    const { cards } = reply.value
    if (isOver) {
      this.#with.giveBack(cards, this.#isStopped)
      this.#isAskedAgain = true
      return
    }
    this.#isDry = wakes === this.#wakes && have.length + cards.length < WANTED + underWay.length
    store.set({ holding: withMore(store.state.holding, cards), isAsking: false })
  }
}
