import type { Generated } from 'kysely'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** A comment as it stood before a decision, with what was asked of it then. Times are ISO 8601. */
export interface BeforeDecision {
  readonly status: Status
  readonly category: CategoryCode | null
  readonly publishedAt: string | null
  readonly decidedAt: string | null
  readonly waiting: readonly BeforeWaiting[]
}

interface BeforeWaiting {
  readonly queue: Queue
  readonly queue_at: string
  readonly since: string
  readonly barred: readonly string[]
}

/** What is asked of moderators about a comment; see `moderation/queue.ts`. */
export interface WaitingTable {
  site_id: string
  comment_id: string
  queue: Queue
  /** The earliest has its turn first, within a queue and among all. */
  queue_at: Date
  /** Since when it has been asked: ages and service levels count from here. */
  since: Date
  /** Moderators who never get it here: who decided what is appealed or looked at again. */
  barred: Generated<string[]>
}

/** Kept by triggers on `waiting`; nothing else writes it but what folds its shards. */
export interface WaitingCountTable {
  site_id: string
  queue: Queue
  shard: number
  /** Only the sum over the shards means anything. */
  waiting: number
}

export interface SkipTable {
  site_id: string
  comment_id: string
  moderator_id: string
  skipped_at: Date
}

/** What the console hears of at once; kept for an hour. */
export interface ChangeTable {
  site_id: string
  id: Generated<string>
  /** The transaction that wrote it. */
  xid: Generated<string>
  type: ChangeType
  queue: Queue | null
  /** `null` where too many changed at once to name them. */
  comment_id: string | null
  moderator_id: string | null
  at: Generated<Date>
}

/** `arrived`, `withdrawn` and `session_ended` are written by triggers, the others by what does them. */
export type ChangeType =
  | 'arrived'
  | 'withdrawn'
  | 'claimed'
  | 'released'
  | 'decided'
  | 'undone'
  | 'noted'
  /** Its author changed the text while a moderator held it, who has lost it. */
  | 'edited'
  /** A measure against the comment's author was taken or ended. */
  | 'sanctioned'
  /** What this moderator decided was overturned; told to nobody else. */
  | 'overturned'
  | 'proposed'
  | 'proposal_closed'
  | 'session_ended'

export interface UndoTable {
  site_id: string
  comment_id: string
  decision_id: string
  moderator_id: string
  undone_at: Date
}

export interface EscalationTable {
  site_id: string
  comment_id: string
  id: string
  question: string
  asked_by: string
  asked_at: Date
  /** What the lead says who returns the comment; `null` while open, and where a decision is the answer. */
  answer: string | null
  answered_by: string | null
  answered_at: Date | null
  decision_id: string | null
  /** Of the leases that asking and answering ended. */
  asked_under: Generated<string | null>
  answered_under: Generated<string | null>
}

export interface NoteTable {
  site_id: string
  comment_id: string
  id: string
  moderator_id: string
  text: string
  written_at: Date
}

/** A site's own wording of what an author reads. Never edited: a new one takes its place. */
export interface TemplateTable {
  site_id: string
  id: string
  category: CategoryCode
  name: string
  hant: string
  hans: string
  en: string
  /** Set on the one that stands in place of the product's own sentence. */
  default_at: Date | null
  created_by: string
  created_at: Generated<Date>
  retired_by: string | null
  retired_at: Date | null
}

/** A decision made ready, for one key. Only its wording is ever changed: it follows the template that replaces it. */
export interface MacroTable {
  site_id: string
  id: string
  key: string
  name: string
  kind: DecisionKind
  category: CategoryCode | null
  note: string | null
  template_id: string | null
  created_by: string
  created_at: Generated<Date>
  retired_by: string | null
  retired_at: Date | null
}
