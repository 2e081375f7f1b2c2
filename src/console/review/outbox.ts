import type { DecisionView, Made } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Refusal, Reply } from '../api/request.ts'
import type { Sent } from './review-state.ts'
import type { Store } from './store.ts'

/** What another did instead, as the server tells it. */
export interface Conflict {
  readonly decision: DecisionView | null
  readonly holder: string | null
  readonly message: string
}

interface Dependencies {
  readonly store: Store
  readonly api: ModeratorApi
  readonly onConfirmed: (sent: Sent, made: Made | null) => void
  readonly onConflict: (sent: Sent, conflict: Conflict) => void
  /** The server says no, and the comment is still the moderator's. */
  readonly onRefused: (sent: Sent, message: string) => void
  /** Not delivered, and kept: the server is away, or the session over. */
  readonly onUndelivered: (reply: Exclude<Reply<unknown>, { kind: 'ok' }>) => void
}

/** The server's codes for a comment that is not the moderator's any more. */
const LOST: readonly string[] = ['lease_lost', 'already_decided']

/**
 * Acts on their way to the server, one after another, while the moderator reads on. Nothing counts as done until the
 * server says so; what could not be delivered stays first and is sent again under the same lease, which the server
 * answers as the first time.
 */
export class Outbox {
  readonly #with: Dependencies
  #running: Promise<void> | undefined

  constructor(dependencies: Dependencies) {
    this.#with = dependencies
  }

  /** Resolves when all is answered for, or nothing can be delivered. */
  send(sent: Sent): Promise<void> {
    const { store } = this.#with
    store.set({ unsent: [...store.state.unsent, sent] })
    return this.run()
  }

  run(): Promise<void> {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #drain(): Promise<void> {
    const { store, onUndelivered } = this.#with
    for (let [sent] = store.state.unsent; sent; [sent] = store.state.unsent) {
      const done = sent
      const reply = await this.#deliver(done)
      if (reply.kind === 'unreachable' || (reply.kind === 'refused' && reply.status === 401))
        return onUndelivered(reply)
      store.set({ unsent: store.state.unsent.filter((one) => one !== done) })
      this.#settle(done, reply)
    }
  }

  async #deliver({ card, act }: Sent): Promise<Reply<Made | null>> {
    const { api } = this.#with
    const { id } = card.comment
    const { token } = card.lease
    if (act.type === 'decide') return api.decide(id, { leaseToken: token, ...act.intent })
    const reply = await (act.type === 'skip'
      ? api.skip(id, token, act.reason)
      : act.type === 'escalate'
        ? api.escalate(id, token, act.text)
        : api.answer(id, token, act.text))
    return reply.kind === 'ok' ? { kind: 'ok', value: null } : reply
  }

  #settle(sent: Sent, reply: Exclude<Reply<Made | null>, { kind: 'unreachable' }>): void {
    const { onConfirmed, onConflict, onRefused } = this.#with
    if (reply.kind === 'ok') onConfirmed(sent, reply.value)
    else if (reply.status !== 409 || !LOST.includes(reply.refusal.code)) onRefused(sent, reply.refusal.message)
    // A lease that is already lost is just as well returned.
    else if (sent.act.type === 'skip') onConfirmed(sent, null)
    else onConflict(sent, conflictOf(reply.refusal))
  }
}

// Each 409 names what it knows; the shorter ones neither decision nor holder.
function conflictOf(refusal: Refusal & Partial<Conflict>): Conflict {
  return { decision: refusal.decision ?? null, holder: refusal.holder ?? null, message: refusal.message }
}
