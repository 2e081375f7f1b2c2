import type { Card, CommentView } from '../../http/moderator/card-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Connection } from './connection.ts'
import { type Effects, effectsOf } from './follow.ts'
import { shownOf, withChanged, without } from './holding.ts'
import type { LeaseCare } from './lease-care.ts'
import { type Change, Live, type Source } from './live.ts'
import type { Notice } from './review-state.ts'
import type { Schedule, Store } from './store.ts'
import type { Supply } from './supply.ts'

const COLLEAGUES_SHOWN = 3
const ABOUT_ACTS: readonly Change['type'][] = ['proposed', 'proposal_closed', 'undone']
/** A lease that runs out is told by nobody: where others hold all that waits, it is asked again so often. */
const ABANDONED_MS = 60_000

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly schedule: Schedule
  readonly connection: Connection
  readonly supply: Supply
  readonly leases: LeaseCare
  readonly openStream: () => Source
  readonly onGone: (notice: Notice) => void
}

/** What the stream tells, brought to the desk: counts, comments that are gone, notes, colleagues. */
export class Events {
  readonly #with: Dependencies
  readonly #live: Live
  #isOn = false
  #isSeen = true
  #cancelTimer: () => void = () => {}

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
    const { store, api, schedule, connection, openStream } = dependencies
    this.#live = new Live({
      open: openStream,
      schedule,
      onCounts: (queues) => store.set({ counts: { queues, at: api.serverNow() } }),
      onChanges: (changes) => this.#changed(changes),
      onResync: () => void this.#resync(),
      onHeard: () => this.#heard(),
      onBroken: () => {
        store.set({ isLive: false })
        void connection.look()
      },
      onSessionEnded: () => connection.end(),
    })
  }

  start(): void {
    this.#isOn = true
    if (!this.#isSeen) return
    this.#live.start()
    this.#lookForAbandoned()
  }

  /** Whether the page can be seen: in the background it holds no connection. */
  seen(isSeen: boolean): void {
    this.#isSeen = isSeen
    if (!this.#isOn) return
    if (isSeen) this.start()
    else {
      this.#cancelTimer()
      this.#live.pause()
    }
  }

  stop(): void {
    this.#isOn = false
    this.#cancelTimer()
    this.#live.stop()
    this.#with.store.set({ isLive: false })
  }

  hurry(): void {
    if (this.#isSeen) this.#live.hurry()
  }

  noted(commentId: string, notes: Card['notes']): void {
    const { store } = this.#with
    store.set({ holding: withChanged(store.state.holding, commentId, { notes }), remark: { kind: 'noted' } })
  }

  #heard(): void {
    const { store, connection } = this.#with
    store.set({ isLive: true })
    if (store.state.outage) void connection.look()
    else connection.watch()
  }

  async #resync(): Promise<void> {
    const { connection, leases, supply } = this.#with
    await connection.look()
    this.#hearOfActs()
    await leases.renew()
    await supply.wake()
  }

  #changed(changes: readonly Change[]): void {
    const { store, supply } = this.#with
    const effects = effectsOf(changes, store.state.holding, store.state.unsent)
    const colleagues = [...effects.colleagues, ...store.state.colleagues].slice(0, COLLEAGUES_SHOWN)
    if (effects.colleagues.length > 0) store.set({ colleagues })
    this.#hearOfActs(changes)
    this.#remove(effects)
    this.#learn(changes)
    for (const id of effects.noted) void this.#readNotes(id)
    for (const id of new Set(effects.sanctioned)) void this.#readStandings(id)
    void (effects.mayClaim ? supply.wake() : supply.fill())
  }

  /** What was undone may have been an act on many; without changes, anything may have happened to them. */
  #hearOfActs(changes?: readonly Change[]): void {
    const { store } = this.#with
    const isHeard = changes?.some(({ type }) => ABOUT_ACTS.includes(type)) ?? true
    if (isHeard) store.set({ actsHeard: store.state.actsHeard + 1 })
  }

  #remove({ gone }: Effects): void {
    const { store } = this.#with
    const shown = shownOf(store.state.holding)
    const ahead = gone.filter(({ card }) => card !== shown)
    const ids = ahead.map(({ card }) => card.comment.id)
    if (ids.length > 0) store.set({ holding: without(store.state.holding, ids) })
    const front = gone.find(({ card }) => card === shown)
    if (front) void this.#tell(front.card, front.change)
  }

  /** Whoever took the comment of the notice has decided it meanwhile: says what. */
  #learn(changes: readonly Change[]): void {
    const { notice } = this.#with.store.state
    if (notice?.kind !== 'lost') return
    const { id } = notice.card.comment
    const isDecided = changes.some(({ type, commentId, isOwn }) => type === 'decided' && commentId === id && !isOwn)
    if (isDecided) void this.#tellDecision(id)
  }

  async #tellDecision(commentId: string): Promise<void> {
    const { api, store } = this.#with
    const reply = await api.comment(commentId)
    const { notice } = store.state
    if (reply.kind !== 'ok' || notice?.kind !== 'lost' || notice.card.comment.id !== commentId) return
    const decision = inForce(reply.value)
    const { card, attempted, isNoteKept } = notice
    if (decision) store.set({ notice: { kind: 'decided', card, attempted, isNoteKept, decision } })
  }

  /** The comment that is being read is gone: says who did what. */
  async #tell(card: Card, { type, by, isOwn }: Change): Promise<void> {
    const { api, onGone, store } = this.#with
    const { id } = card.comment
    const reply = type === 'decided' ? await api.comment(id) : undefined
    if (shownOf(store.state.holding)?.comment.id !== id) return
    const decision = reply?.kind === 'ok' ? inForce(reply.value) : undefined
    const told = { card, attempted: null, isNoteKept: false }
    if (decision) return onGone({ kind: 'decided', ...told, decision })
    const holder = type === 'claimed' && !isOwn ? by : null
    const why = type === 'withdrawn' || type === 'edited' ? type : 'unknown'
    onGone({ kind: 'lost', ...told, holder, why, message: '' })
  }

  async #readNotes(commentId: string): Promise<void> {
    const { api, store } = this.#with
    const reply = await api.comment(commentId)
    if (reply.kind !== 'ok') return
    store.set({ holding: withChanged(store.state.holding, commentId, { notes: reply.value.notes }) })
  }

  /** Each card of that author's anew: what is in force stands on all of them, and a blind one hides what would tell. */
  async #readStandings(commentId: string): Promise<void> {
    const { api, store } = this.#with
    if (store.state.holding.cards.length === 0) return
    const reply = await api.comment(commentId)
    if (reply.kind !== 'ok') return
    const { id: authorId } = reply.value.author
    for (const { author, comment } of store.state.holding.cards) {
      if (author.id !== authorId) continue
      const own = comment.id === commentId ? reply : await api.comment(comment.id)
      if (own.kind !== 'ok') continue
      const { standing } = own.value.author
      store.set({ holding: withChanged(store.state.holding, comment.id, { author: { ...author, standing } }) })
    }
  }

  #lookForAbandoned(): void {
    const { schedule, store, supply } = this.#with
    this.#cancelTimer()
    this.#cancelTimer = schedule(() => {
      this.#lookForAbandoned()
      const { queue, holding, counts } = store.state
      const waiting = counts?.queues.find((one) => one.queue === queue)?.waiting ?? 0
      if (holding.cards.length === 0 && waiting > 0) void supply.wake()
    }, ABANDONED_MS)
  }
}

function inForce({ decisions }: CommentView): CommentView['decisions'][number] | undefined {
  return decisions.filter(({ undone }) => undone === null).at(-1)
}
