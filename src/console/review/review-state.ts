import type { Card } from '../../http/moderator/card-schemas.ts'
import type { DecisionView, QueueView } from '../../http/moderator/schemas.ts'

/** A decision as the moderator made it, before anyone confirmed it. */
export interface Intent {
  readonly kind: 'publish' | 'reject'
  readonly category: string | null
  readonly note: string | null
}

/** What the end of the session interrupted. */
export interface Interruption {
  readonly attempted: Intent | null
  readonly commentId: string | null
}

/** What the middle of the page shows. */
export type Phase =
  | { readonly kind: 'claiming' }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'card'
      readonly card: Card
      /** False for a moment after a decision, so that one double press cannot decide two comments. */
      readonly isReady: boolean
      /** Set while an answer is awaited, and until an undelivered decision is settled. */
      readonly sending: Intent['kind'] | 'skip' | null
      /** The moderator skipped it a moment ago and it is still the first in the queue. */
      readonly cameBack: boolean
    }
  | {
      readonly kind: 'lost'
      readonly card: Card
      readonly attempted: Intent | null
      readonly holder: string | null
      readonly isExpired: boolean
      /** The server's own words, which know more than the code: that the author withdrew, for one. */
      readonly message: string
    }
  | {
      readonly kind: 'decided'
      readonly card: Card
      readonly decision: DecisionView
      readonly attempted: Intent | null
    }

/** Set while the server does not answer. */
interface Outage {
  readonly cause: 'network' | 'server'
  readonly since: number
  readonly attempts: number
}

/** A decision for the list that is shown while offline. */
export interface Sent {
  readonly intent: Intent
  readonly text: string
  readonly at: number
}

export interface ReviewState {
  readonly phase: Phase
  readonly queue: QueueView | null
  readonly outage: Outage | null
  /** Made by the moderator and not yet answered for, because the server could not be reached. */
  readonly unsent: Sent | null
  /** The last ones that the server confirmed, newest first. */
  readonly confirmed: readonly Sent[]
  /** Something to say once, without interrupting: the server's own message, or a renewed lease. */
  readonly remark: { readonly kind: 'refused'; readonly message: string } | { readonly kind: 'renewed' } | null
}

export const FIRST_STATE: ReviewState = {
  phase: { kind: 'claiming' },
  queue: null,
  outage: null,
  unsent: null,
  confirmed: [],
  remark: null,
}
