import type { Card } from '../../http/moderator/card-schemas.ts'
import type { NewSkip } from '../../http/moderator/review-schemas.ts'
import type { DecisionView, Made, NewDecision, QueueView } from '../../http/moderator/schemas.ts'
import { type Holding, NOTHING_HELD, shownOf } from './holding.ts'
import type { QueueName } from './queue-name.ts'

/** A decision as the moderator made it, before anyone confirmed it. */
export interface Intent {
  readonly kind: NewDecision['kind']
  readonly category: string | null
  readonly note: string | null
  /** The site's wording that the author reads; `null` is the product's. */
  readonly templateId: string | null
}

/** What takes a comment off the desk. */
export type Act =
  | { readonly type: 'decide'; readonly intent: Intent }
  | { readonly type: 'skip'; readonly reason: NewSkip['reason'] }
  | { readonly type: 'escalate' | 'answer'; readonly text: string }

/** An act on its way to the server. */
export interface Sent {
  readonly card: Card
  readonly act: Act
  readonly at: number
}

/** A decision that the server confirmed. */
export interface Confirmed {
  readonly card: Card
  readonly intent: Intent
  readonly decision: DecisionView
}

/** An answer to what turned out to be a training card. */
export interface Trained {
  readonly card: Card
  readonly intent: Intent
  readonly told: NonNullable<Made['training']>
}

/** What the end of the session interrupted. */
export interface Interruption {
  /** Nobody has confirmed them. */
  readonly unsent: readonly Sent[]
  /** The comment that was being read, or decided. */
  readonly commentId: string | null
}

interface Told {
  readonly card: Card
  readonly attempted: Act | null
  /** What was written with the act stands as a note for colleagues now. */
  readonly isNoteKept: boolean
}

/** The comment is no longer the moderator's: it was lost, or another decided it. */
export type Notice =
  | (Told & {
      readonly kind: 'lost'
      readonly holder: string | null
      readonly why: 'expired' | 'withdrawn' | 'edited' | 'unknown'
      /** The server's own words, which know more than the code. */
      readonly message: string
    })
  | (Told & { readonly kind: 'decided'; readonly decision: DecisionView })

/** Set while the server does not answer. */
interface Outage {
  readonly cause: 'network' | 'server'
  readonly since: number
  readonly attempts: number
}

/** The queues in numbers, and when they were counted: ages go on from there. */
export interface Counts {
  readonly queues: QueueView['queues']
  readonly at: number
}

/** What another moderator did a moment ago; of a decision of this moderator that was overturned, not who did. */
export interface ColleagueAct {
  readonly id: string
  readonly type: 'decided' | 'undone' | 'overturned'
  readonly commentId: string
  readonly by: string
  readonly at: string
}

/** Something to say once, without interrupting. */
type Remark =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'renewed' | 'undone' | 'noted' | 'first' | 'last' | 'asked' | 'answered' }
  | { readonly kind: `second_${NonNullable<Made['second']>}` }

export interface ReviewState {
  readonly queue: QueueName
  readonly holding: Holding
  /** More was asked for and the answer has not come. */
  readonly isAsking: boolean
  readonly notice: Notice | null
  /** Nobody has touched anything for so long that all went back to the queue. */
  readonly isAway: boolean
  /** The comment that came after an act a moment ago: one double press cannot decide two. */
  readonly unreadyId: string | null
  readonly skipped: readonly string[]
  readonly counts: Counts | null
  readonly decidedToday: number
  readonly outage: Outage | null
  /** The stream of changes is heard. */
  readonly isLive: boolean
  readonly unsent: readonly Sent[]
  /** The last ones of this page, newest first. */
  readonly confirmed: readonly Confirmed[]
  /** The decision that the toast offers to undo. */
  readonly toast: Confirmed | null
  /** The training card that was answered last, until the next act. */
  readonly trained: Trained | null
  readonly colleagues: readonly ColleagueAct[]
  readonly remark: Remark | null
  /** How often something was heard of acts on many. */
  readonly actsHeard: number
}

export const FIRST_STATE: ReviewState = {
  queue: 'held',
  holding: NOTHING_HELD,
  isAsking: true,
  notice: null,
  isAway: false,
  unreadyId: null,
  skipped: [],
  counts: null,
  decidedToday: 0,
  outage: null,
  isLive: false,
  unsent: [],
  confirmed: [],
  toast: null,
  trained: null,
  colleagues: [],
  remark: null,
  actsHeard: 0,
}

/** What the middle of the page shows. */
export type Phase =
  | { readonly kind: 'claiming' | 'empty' | 'away' }
  | {
      readonly kind: 'card'
      readonly card: Card
      readonly isReady: boolean
      /** The moderator skipped it a moment ago and it is still the first in the queue. */
      readonly cameBack: boolean
    }
  | Notice

export function phaseOf({ holding, isAsking, isAway, notice, unreadyId, skipped, unsent }: ReviewState): Phase {
  if (notice) return notice
  if (isAway) return { kind: 'away' }
  const card = shownOf(holding)
  if (!card) return { kind: isAsking || unsent.length > 0 ? 'claiming' : 'empty' }
  const { id } = card.comment
  return { kind: 'card', card, isReady: id !== unreadyId, cameBack: skipped.includes(id) }
}
