import type { Card } from '../../http/moderator/card-schemas.ts'
import type { Made } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Connection } from './connection.ts'
import { Events } from './events.ts'
import { leasesOf, NOTHING_HELD, shownOf, stepped, withFirst, without } from './holding.ts'
import { LeaseCare } from './lease-care.ts'
import type { Source } from './live.ts'
import { keepNote, loseLease, noticeOf, showNotice } from './losing.ts'
import { type Channel, OtherPages } from './other-pages.ts'
import { Outbox } from './outbox.ts'
import type { QueueName } from './queue-name.ts'
import type { Act, Intent, Interruption, Notice, ReviewState, Sent } from './review-state.ts'
import { type Schedule, Store } from './store.ts'
import { Supply } from './supply.ts'
import { Undoing } from './undoing.ts'

/** No one reads a comment in less: an act that comes sooner after the last was meant for the last. */
const SETTLE_MS = 300
/** So many are known again when they come back. */
const SKIPPED_REMEMBERED = 20
/** So much may be under way while the moderator reads on. */
const MOST_UNSENT = 3

export interface ReviewDependencies {
  readonly api: ModeratorApi
  readonly schedule: Schedule
  readonly openStream: () => Source
  /** To the moderator's other pages in this browser. */
  readonly openChannel: () => Channel
  readonly onSessionEnded: (interruption: Interruption) => void
}

/**
 * The moderator's desk: a few comments of one queue, leased, one of them shown. An act shows the next comment at once
 * and goes to the server beside it; nothing counts as done until the server says so.
 */
export class Review {
  readonly #with: ReviewDependencies
  readonly #store = new Store()
  readonly #connection: Connection
  readonly #outbox: Outbox
  readonly #supply: Supply
  readonly #leases: LeaseCare
  readonly #events: Events
  readonly #undoing: Undoing
  readonly #others: OtherPages

  constructor(dependencies: ReviewDependencies) {
    this.#with = dependencies
    const { api, schedule, openStream } = dependencies
    const store = this.#store
    const shared = { store, api, schedule }
    this.#connection = new Connection({
      ...shared,
      onBack: () => void this.#resume(),
      onLooked: () => void this.#supply.wake(),
      onSessionEnded: () => this.#end(),
    })
    const connection = this.#connection
    this.#outbox = new Outbox({
      ...shared,
      onConfirmed: (sent, decision) => this.#confirmed(sent, decision),
      onConflict: (sent, conflict) => {
        showNotice(store, noticeOf(sent.card, conflict, { attempted: sent.act, now: api.serverNow() }))
        void keepNote(store, api, sent)
      },
      onRefused: (sent, message) => this.#refused(sent, message),
      onUndelivered: (reply) => connection.failed(reply),
    })
    this.#others = new OtherPages(dependencies.openChannel)
    store.subscribe(() => this.#others.tell(store.state.holding.cards.map(({ comment }) => comment.id)))
    const giveBack = (cards: readonly Card[], isLeaving: boolean) => void this.#giveBack(cards, isLeaving)
    this.#supply = new Supply({ ...shared, connection, giveBack })
    this.#leases = new LeaseCare({
      ...shared,
      connection,
      onLost: (commentId, conflict) => loseLease(store, { commentId, conflict, now: api.serverNow() }),
      onExpired: () => this.#expired(),
      onAway: () => this.#goAway(),
    })
    const onGone = (notice: Notice) => showNotice(store, notice)
    const [supply, leases] = [this.#supply, this.#leases]
    this.#events = new Events({ ...shared, connection, supply, leases, openStream, onGone })
    const deliver = () => this.#outbox.run()
    this.#undoing = new Undoing({ ...shared, connection, deliver, onShown: () => this.#settle() })
  }

  get state(): ReviewState {
    return this.#store.state
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  async start(queue: QueueName): Promise<void> {
    this.#store.set({ queue, isAway: false })
    this.#others.start()
    this.#connection.start()
    this.#supply.start()
    this.#leases.start()
    this.#events.start()
    await Promise.all([this.#supply.fill(), this.#connection.look()])
  }

  /**
   * Leaves the desk: what is held goes back at once instead of after ten minutes, except what is being decided, and what
   * another page of the moderator's shows.
   */
  async leave(isClosing = false): Promise<void> {
    this.#events.stop()
    this.#supply.stop()
    this.#leases.stop()
    this.#connection.stop()
    const { cards } = this.#store.state.holding
    this.#store.set({ holding: NOTHING_HELD })
    const released = this.#giveBack(cards, isClosing)
    this.#others.stop()
    await released
    // What was pressed before needs the session that is about to end.
    if (!this.#store.state.outage) await this.#outbox.run()
  }

  /** Gives back what is held of another queue, and goes on with this one. */
  async choose(queue: QueueName): Promise<void> {
    const { state } = this.#store
    if (state.queue === queue && !state.isAway) return
    const { cards } = state.holding
    this.#store.set({ queue, holding: NOTHING_HELD, notice: null, isAway: false, isAsking: true, remark: null })
    const released = this.#giveBack(cards, false)
    await this.#supply.wake()
    await released
    // What was just given back may wait in this queue too.
    if (released && this.#store.state.holding.cards.length === 0) await this.#supply.wake()
  }

  /** Does it with the comment in front, and shows the next. */
  async act(act: Act): Promise<void> {
    const { state } = this.#store
    const card = shownOf(state.holding)
    if (!card || state.outage || state.notice || state.isAway || state.unreadyId === card.comment.id) return
    if (state.unsent.length >= MOST_UNSENT) return
    const { id } = card.comment
    const skipped = act.type === 'skip' ? [id, ...state.skipped].slice(0, SKIPPED_REMEMBERED) : state.skipped
    this.#store.set({ holding: without(state.holding, [id]), skipped, remark: null, trained: null })
    this.#settle()
    const delivered = this.#outbox.send({ card, act, at: this.#with.api.serverNow() })
    await Promise.all([delivered, this.#supply.fill()])
  }

  /** Takes the last decision back; whether that is still allowed is the server's to say. */
  undo(): Promise<void> {
    return this.#undoing.undo()
  }

  /** Shows the next comment of the desk or the one before; both stay leased. */
  step(step: 1 | -1): void {
    const { holding } = this.#store.state
    const next = stepped(holding, step)
    const isEnd = next.place === holding.place
    this.#store.set({ holding: next, remark: isEnd ? { kind: step === 1 ? 'last' : 'first' } : null })
  }

  async renew(): Promise<void> {
    if (await this.#leases.renew()) this.#store.set({ remark: { kind: 'renewed' } })
  }

  /** Puts a comment that was claimed by its id in front. */
  open(card: Card): void {
    const { holding } = this.#store.state
    this.#store.set({ holding: withFirst(holding, card), notice: null, isAway: false })
  }

  /** What was told of a training card has been read. */
  closeTold(): void {
    if (this.#store.state.trained) this.#store.set({ trained: null })
  }

  /**
   * Whether the page can be seen. Without HTTP/2 a browser has six connections for all its pages together: with as many
   * pages in the background that each hold one, none would decide anything any more.
   */
  seen(isSeen: boolean): void {
    this.#events.seen(isSeen)
  }

  /** A sign of life: as long as there are any, leases are kept. */
  sign(): void {
    this.#leases.sign()
  }

  /** After a notice or an absence: on with the next comment. */
  async next(): Promise<void> {
    const { notice, isAway } = this.#store.state
    if (!notice && !isAway) return
    this.#leases.sign()
    this.#store.set({ notice: null, isAway: false })
    this.#settle()
    await this.#supply.wake()
  }

  /** Asks at once whether the server is back, and looks again for what may have come. */
  async reconnect(): Promise<void> {
    await this.#connection.look()
  }

  /** The browser says that there is no network. */
  offline(): void {
    this.#connection.lost('network')
  }

  /** Shows the notes of a comment as they are told now. */
  noted(commentId: string, notes: Card['notes']): void {
    this.#events.noted(commentId, notes)
  }

  async #resume(): Promise<void> {
    this.#events.hurry()
    await this.#outbox.run()
    if (this.#store.state.outage) return
    await this.#leases.renew()
    await this.#supply.wake()
  }

  #settle(): void {
    const id = shownOf(this.#store.state.holding)?.comment.id ?? null
    this.#store.set({ unreadyId: id })
    this.#with.schedule(() => {
      if (this.#store.state.unreadyId === id) this.#store.set({ unreadyId: null })
    }, SETTLE_MS)
  }

  #confirmed({ card, act }: Sent, made: Made | null): void {
    if (act.type === 'escalate') this.#store.set({ remark: { kind: 'asked' } })
    if (act.type === 'answer') this.#store.set({ remark: { kind: 'answered' } })
    if (act.type === 'decide' && made) this.#made(card, act.intent, made)
    void (shownOf(this.#store.state.holding) ? this.#supply.fill() : this.#supply.wake())
  }

  /** Only a decision can be taken back: an opinion, or the answer to a training card, has changed nothing. */
  #made(card: Card, intent: Intent, made: Made): void {
    const { second, training: told } = made
    if (!told && !second) {
      this.#undoing.remember({ card, intent, decision: made })
      return
    }
    // The key that takes the last one back must not reach the one before it.
    this.#store.set({ confirmed: [], toast: null })
    if (told) this.#store.set({ trained: { card, intent, told } })
    if (second) this.#store.set({ remark: { kind: `second_${second}` } })
  }

  #expired(): void {
    const card = shownOf(this.#store.state.holding)
    const nobody = { decision: null, holder: null, message: '' }
    const now = this.#with.api.serverNow()
    if (card) showNotice(this.#store, noticeOf(card, nobody, { attempted: null, now }))
  }

  #refused({ card }: Sent, message: string): void {
    const { holding, skipped } = this.#store.state
    this.#store.set({
      holding: withFirst(holding, card),
      skipped: skipped.filter((id) => id !== card.comment.id),
      remark: { kind: 'refused', message },
    })
  }

  #goAway(): void {
    const { cards } = this.#store.state.holding
    this.#store.set({ holding: NOTHING_HELD, isAway: true, notice: null })
    void this.#giveBack(cards, false)
  }

  #giveBack(cards: readonly Card[], isLeaving: boolean): Promise<unknown> | undefined {
    const own = cards.filter(({ comment }) => !this.#others.hold(comment.id))
    return own.length > 0 ? this.#with.api.release(leasesOf(own), isLeaving) : undefined
  }

  /** What the end of the session leaves unfinished, whoever noticed it. */
  interruption(): Interruption {
    const { unsent, holding } = this.#store.state
    const card = unsent[0]?.card ?? shownOf(holding)
    return { unsent, commentId: card?.comment.id ?? null }
  }

  #end(): void {
    this.#events.stop()
    this.#supply.stop()
    this.#leases.stop()
    this.#others.stop()
    this.#with.onSessionEnded(this.interruption())
  }
}
