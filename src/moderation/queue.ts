import { canDecide, type DecisionKind, type Status } from './life-cycle.ts'

/**
 * What a moderator may be asked about a comment.
 *
 * - `held`: may it be published?
 * - `reported`: a reader complained; may it stay?
 * - `appeals`: its author asks to reconsider a refusal
 * - `patrol`: drawn at random of what the machine published or refused by itself
 * - `second`: a decision that another moderator looks at again, blind
 * - `rescan`: lists or model have changed and judge it otherwise now
 * - `escalated`: a moderator asks a lead; while that is open, no other queue gives the comment to anyone
 *
 * A queue is the open rows of its name in `waiting`, and whoever asks writes one: `askModerators` of
 * `storage/asking.ts`. Claims, counts, order, leases and live changes follow from the row alone. `held` is kept by a
 * trigger on the status. A decision closes what it answers (`closedBy`), and a status that leaves nothing to ask closes
 * the rest (`statuses`); `decide` names every queue that was closed, so that whoever asked can answer in turn.
 */
export type Queue = 'held' | 'reported' | 'appeals' | 'patrol' | 'second' | 'rescan' | 'escalated'

/** In the order in which they are shown and numbered. */
export const QUEUES: readonly Queue[] = ['held', 'reported', 'appeals', 'patrol', 'second', 'rescan', 'escalated']

interface QueuePolicy {
  /** Nobody waits longer where the service level is kept. */
  readonly targetMinutes: number
  /** A turn comes this many minutes after the asking, among the turns of all queues; a held comment's by its value. */
  readonly turnMinutes: number
  /** A comment in another status does not wait here. */
  readonly statuses: readonly Status[]
  /** What may be decided; `keep` what stands and change it are both among these. */
  readonly kinds: readonly DecisionKind[]
  /** Given to leads and admins only. */
  readonly isForLeads: boolean
}

/** The service levels and rules of each queue, as data. A held comment's turn comes 0 to 60 minutes after its writing. */
export const QUEUE_POLICY: Readonly<Record<Queue, QueuePolicy>> = {
  held: { targetMinutes: 30, turnMinutes: 0, statuses: ['held'], kinds: ['publish', 'reject'], isForLeads: false },
  // What is complained of is public: it goes before what nobody sees yet.
  reported: {
    targetMinutes: 60,
    turnMinutes: 0,
    statuses: ['published'],
    kinds: ['publish', 'remove'],
    isForLeads: false,
  },
  appeals: {
    targetMinutes: 1_440,
    turnMinutes: 60,
    statuses: ['rejected', 'removed'],
    kinds: ['reject', 'remove', 'restore'],
    isForLeads: false,
  },
  patrol: {
    targetMinutes: 1_440,
    turnMinutes: 720,
    statuses: ['published', 'rejected'],
    kinds: ['publish', 'reject', 'remove', 'restore'],
    isForLeads: false,
  },
  second: {
    targetMinutes: 2_880,
    turnMinutes: 1_440,
    statuses: ['published', 'rejected', 'removed'],
    kinds: ['publish', 'reject', 'remove', 'restore'],
    isForLeads: false,
  },
  rescan: {
    targetMinutes: 720,
    turnMinutes: 240,
    statuses: ['published', 'rejected'],
    kinds: ['publish', 'reject', 'remove', 'restore'],
    isForLeads: false,
  },
  escalated: {
    targetMinutes: 120,
    turnMinutes: 0,
    statuses: ['held', 'published', 'rejected', 'removed'],
    kinds: ['publish', 'reject', 'remove', 'restore'],
    isForLeads: true,
  },
}

/** These ask one thing, whether the comment may stand, so that any decision answers all of them. */
const ANSWERED_BY_ANY: readonly Queue[] = ['held', 'reported', 'patrol', 'rescan', 'escalated']

/** What is urgent has its turn a day earlier, before all else that was asked within that day. */
const URGENT_MINUTES = 1_440

/** Returns when its turn comes among all queues; of two in one queue the one asked first has the earlier turn. */
export function turnOf(queue: Queue, since: Date, isUrgent = false): Date {
  const minutes = QUEUE_POLICY[queue].turnMinutes - (isUrgent ? URGENT_MINUTES : 0)
  return new Date(since.getTime() + minutes * 60_000)
}

/** Returns until when somebody is promised an answer to what is asked in a queue: its service level. */
export function promiseOf(queue: Queue, since: Date): Date {
  return new Date(since.getTime() + QUEUE_POLICY[queue].targetMinutes * 60_000)
}

/** Tells whether a comment in this status, claimed in this queue, may be decided so; `null` is claimed by its id. */
export function mayDecideIn(queue: Queue | null, status: Status, kind: DecisionKind): boolean {
  return canDecide(status, kind) && (queue === null || QUEUE_POLICY[queue].kinds.includes(kind))
}

/**
 * Returns the queues that a decision made in `queue` closes, the comment then being in `status`. An appeal and a second
 * review stay open beyond decisions made elsewhere, unless the new status leaves nothing to ask.
 */
export function closedBy(queue: Queue | null, status: Status): readonly Queue[] {
  return QUEUES.filter(
    (one) => one === queue || ANSWERED_BY_ANY.includes(one) || !QUEUE_POLICY[one].statuses.includes(status),
  )
}
