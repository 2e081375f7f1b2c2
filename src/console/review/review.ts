import type { Card } from '../../http/moderator/card-schemas.ts'
import type { DecisionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Reply } from '../api/request.ts'
import { type Conflict, conflictOf } from './conflict.ts'
import { FIRST_STATE, type Intent, type Interruption, type Phase, type ReviewState, type Sent } from './review-state.ts'

/** No one reads a comment in less: a decision that comes sooner after the last was meant for the last. */
const SETTLE_MS = 300
const POLL_MS = 10_000
const RECONNECT_MS = [2_000, 4_000, 8_000, 15_000, 30_000] as const
const CONFIRMED_SHOWN = 2
/** So many are known again when they come back. */
const SKIPPED_REMEMBERED = 20

/** Runs `task` after a while, unless the returned function is called first. */
type Schedule = (task: () => void, milliseconds: number) => () => void

export interface ReviewDependencies {
  readonly api: ModeratorApi
  readonly schedule: Schedule
  /** The name under which the server reports this moderator's own decisions. */
  readonly displayName: string
  readonly isWatched: () => boolean
  readonly onSessionEnded: (interruption: Interruption) => void
}

/**
 * The moderator's one comment at a time: claim, decide, next. Nothing counts as decided until the server says so, and
 * while an answer is awaited every further act is ignored.
 */
export class Review {
  #state: ReviewState = FIRST_STATE
  #isBusy = false
  #isStopped = false
  #isRenewing = false
  #skipped: readonly string[] = []
  #cancelTimer: () => void = () => {}
  readonly #listeners = new Set<() => void>()
  readonly #with: ReviewDependencies

  constructor(dependencies: ReviewDependencies) {
    this.#with = dependencies
  }

  get state(): ReviewState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): Promise<void> {
    this.#isStopped = false
    return this.#alone(() => this.#claim(false))
  }

  /** Leaves the queue: what is held goes back at once instead of after ten minutes. */
  async leave(): Promise<void> {
    this.#isStopped = true
    this.#cancelTimer()
    const { phase } = this.#state
    // A decision under way must not lose its lease to this.
    if (phase.kind !== 'card' || phase.sending !== null) return
    await this.#with.api.release(phase.card.comment.id, phase.card.lease.token, true)
  }

  decide(intent: Intent): Promise<void> {
    return this.#alone(async () => {
      const { phase, outage } = this.#state
      if (outage || phase.kind !== 'card' || !phase.isReady) return
      this.#show({ ...phase, sending: intent.kind })
      await this.#send(phase.card, { intent, text: phase.card.comment.text, at: this.#with.api.serverNow() })
    })
  }

  skip(): Promise<void> {
    return this.#alone(async () => {
      const { phase, outage } = this.#state
      if (outage || phase.kind !== 'card') return
      this.#show({ ...phase, sending: 'skip' })
      const reply = await this.#with.api.skip(phase.card.comment.id, phase.card.lease.token)
      if (reply.kind === 'unreachable') this.#show({ ...phase, sending: null })
      // A lease that is already lost is just as well returned.
      if (reply.kind !== 'ok' && !this.#isConflict(reply)) return this.#failed(reply, null)
      const { id } = phase.card.comment
      this.#skipped = [id, ...this.#skipped.filter((other) => other !== id)].slice(0, SKIPPED_REMEMBERED)
      await this.#claim(false)
    })
  }

  /** Runs beside the rest: a decision need not wait for it. */
  async renew(): Promise<void> {
    const { phase, outage } = this.#state
    if (this.#isRenewing || outage || phase.kind !== 'card' || phase.sending !== null) return
    this.#isRenewing = true
    const { card } = phase
    const reply = await this.#with.api.renew(card.comment.id, card.lease.token)
    this.#isRenewing = false
    const { phase: now } = this.#state
    // Decided or skipped meanwhile: the answer is about a comment that is no longer here.
    if (now.kind !== 'card' || now.card !== card || now.sending !== null) return
    if (this.#isConflict(reply)) return this.#conflicting(card, conflictOf(reply.refusal), null)
    if (reply.kind !== 'ok') return this.#failed(reply, null)
    this.#show({ ...now, card: { ...card, lease: reply.value } })
    this.#set({ remark: { kind: 'renewed' } })
  }

  /** After a notice: on to the next comment. */
  next(): Promise<void> {
    return this.#alone(async () => {
      if (this.#state.phase.kind === 'lost' || this.#state.phase.kind === 'decided') await this.#claim(false)
    })
  }

  /** The lease ran out on the server's clock while nobody pressed anything. */
  expire(): void {
    const { phase } = this.#state
    if (this.#isBusy || this.#state.outage || phase.kind !== 'card') return
    this.#show({ kind: 'lost', card: phase.card, attempted: null, holder: null, isExpired: true, message: '' })
  }

  reconnect(): Promise<void> {
    return this.#alone(async () => {
      if (!this.#state.outage) return
      const reply = await this.#with.api.queue()
      if (reply.kind !== 'ok') return this.#failed(reply, this.#state.unsent)
      this.#set({ queue: reply.value })
      const card = this.#held()
      if (card && this.#state.unsent) return this.#send(card, this.#state.unsent)
      this.#set({ outage: null })
      if (!card) return this.#claim(false)
      this.#wait(POLL_MS)
      await this.renew()
    })
  }

  /** Looks again whether something waits: called by the timer, and when the page comes back into view. */
  async look(): Promise<void> {
    // While the server is away, reconnecting has the timer.
    if (this.#state.outage) return
    if (!this.#with.isWatched()) return this.#wait(POLL_MS)
    const { kind } = this.#state.phase
    if (kind === 'empty' || kind === 'claiming') return this.#alone(() => this.#claim(false))
    await this.#count()
  }

  async #send(card: Card, sent: Sent): Promise<void> {
    const { intent } = sent
    const body = { leaseToken: card.lease.token, kind: intent.kind, category: intent.category, note: intent.note }
    const reply = await this.#with.api.decide(card.comment.id, body)
    if (reply.kind === 'ok') return this.#confirmed(sent)
    if (!this.#isConflict(reply)) return this.#failed(reply, sent)
    const conflict = conflictOf(reply.refusal)
    if (this.#state.unsent && this.#isOwn(conflict.decision, intent)) return this.#confirmed(sent)
    this.#conflicting(card, conflict, intent)
  }

  #confirmed(sent: Sent): Promise<void> {
    const confirmed = [sent, ...this.#state.confirmed].slice(0, CONFIRMED_SHOWN)
    this.#set({ confirmed, unsent: null, outage: null })
    return this.#claim(true)
  }

  // The answer to the first attempt may have been lost after the server had decided.
  #isOwn(decision: DecisionView | null, intent: Intent): boolean {
    return (
      decision?.decidedBy === this.#with.displayName &&
      decision.kind === intent.kind &&
      decision.category === intent.category
    )
  }

  async #claim(isAfterDecision: boolean): Promise<void> {
    const reply = await this.#with.api.claim()
    if (reply.kind !== 'ok') {
      this.#show({ kind: 'claiming' })
      return this.#failed(reply, null)
    }
    const card = reply.value
    if (this.#isStopped) {
      if (card) void this.#with.api.release(card.comment.id, card.lease.token, true)
      return
    }
    this.#set({ outage: null, remark: null })
    if (!card) this.#show({ kind: 'empty' })
    else this.#showCard(card, isAfterDecision)
    void this.#count()
  }

  #showCard(card: Card, isAfterDecision: boolean): void {
    const cameBack = this.#skipped.includes(card.comment.id)
    this.#show({ kind: 'card', card, isReady: !isAfterDecision, sending: null, cameBack })
    if (!isAfterDecision) return
    this.#with.schedule(() => {
      const { phase } = this.#state
      if (phase.kind === 'card' && phase.card.comment.id === card.comment.id) this.#show({ ...phase, isReady: true })
    }, SETTLE_MS)
  }

  async #count(): Promise<void> {
    const reply = await this.#with.api.queue()
    if (this.#isStopped) return
    if (reply.kind !== 'ok') return this.#failed(reply, this.#state.unsent)
    this.#set({ queue: reply.value })
    if (!this.#state.outage) this.#wait(POLL_MS)
  }

  #conflicting(card: Card, { decision, holder, message }: Conflict, attempted: Intent | null): void {
    this.#set({ unsent: null, outage: null })
    const isExpired = Date.parse(card.lease.expiresAt) <= this.#with.api.serverNow()
    this.#show(
      decision
        ? { kind: 'decided', card, decision, attempted }
        : { kind: 'lost', card, attempted, holder, isExpired, message },
    )
    this.#wait(POLL_MS)
  }

  #failed(reply: Exclude<Reply<unknown>, { kind: 'ok' }>, sent: Sent | null): void {
    if (reply.kind === 'unreachable') this.#lostConnection(reply.cause, sent)
    else if (reply.status === 401) this.#end(sent)
    else this.#refused(reply.refusal.message, sent)
  }

  #refused(message: string, sent: Sent | null): void {
    const { phase } = this.#state
    if (sent && phase.kind === 'card') this.#show({ ...phase, sending: null })
    this.#set({ unsent: null, outage: null, remark: { kind: 'refused', message } })
    this.#wait(POLL_MS)
  }

  #end(sent: Sent | null): void {
    this.#isStopped = true
    this.#cancelTimer()
    this.#with.onSessionEnded({ attempted: sent?.intent ?? null, commentId: this.#held()?.comment.id ?? null })
  }

  #lostConnection(cause: 'network' | 'server', sent: Sent | null): void {
    const attempts = (this.#state.outage?.attempts ?? 0) + 1
    const since = this.#state.outage?.since ?? this.#with.api.serverNow()
    this.#set({ outage: { cause, since, attempts }, unsent: sent })
    this.#cancelTimer()
    const pause = RECONNECT_MS[Math.min(attempts, RECONNECT_MS.length) - 1] ?? POLL_MS
    this.#cancelTimer = this.#with.schedule(() => void this.reconnect(), pause)
  }

  #wait(milliseconds: number): void {
    this.#cancelTimer()
    if (!this.#isStopped) this.#cancelTimer = this.#with.schedule(() => void this.look(), milliseconds)
  }

  #isConflict(reply: Reply<unknown>): reply is Extract<Reply<unknown>, { kind: 'refused' }> {
    return reply.kind === 'refused' && reply.status === 409
  }

  #held(): Card | undefined {
    return this.#state.phase.kind === 'card' ? this.#state.phase.card : undefined
  }

  #show(phase: Phase): void {
    this.#set({ phase })
  }

  #set(change: Partial<ReviewState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  // One request chain at a time: what is pressed meanwhile is dropped, not queued.
  async #alone(act: () => Promise<void> | void): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await act()
    } finally {
      this.#isBusy = false
    }
  }
}
