import type { Generated } from 'kysely'
import type { AppealOutcome } from '../moderation/appeal.ts'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { TurnEvent } from './training-turns.ts'

/** A complaint about a comment; one of each reader, or of each address without a sign-in, and comment. */
export interface ReportTable {
  site_id: string
  comment_id: string
  reader_id: string | null
  /** Stands for the address that it came from, where no reader is known. */
  address_mark: Buffer | null
  /** A number to be read out, unique on the site. */
  ticket: string
  category: CategoryCode
  text: string | null
  reported_at: Date
  updated_at: Date
  /** Until when an answer is promised. */
  due_at: Date
  /** Set by triggers: by every moderator's decision, and by the author's withdrawal. */
  answered_at: Date | null
  /** The decision that answered it, `null` where the author withdrew the comment. */
  decision_id: string | null
}

/** An author's request to reconsider one decision. */
export interface AppealTable {
  site_id: string
  id: string
  comment_id: string
  /** The one that is appealed. */
  decision_id: string
  ticket: string
  reason: string
  made_at: Date
  due_at: Date
  outcome: AppealOutcome | null
  answered_at: Date | null
  /** The decision that answered it; `null` while open, and where the appealed one was undone. */
  answer_id: string | null
}

/** A decision that another moderator looks at again, blind. */
export interface SecondReviewTable {
  site_id: string
  id: string
  comment_id: string
  /** The one that is looked at. */
  decision_id: string
  /** Drawn at random, or because it overturned a decision on appeal. */
  reason: 'sample' | 'appeal'
  asked_at: Date
  moderator_id: string | null
  kind: DecisionKind | null
  category: CategoryCode | null
  note: string | null
  given_at: Date | null
  /** Set where the two disagree and a lead was asked. */
  escalated_at: Date | null
  lead_decision_id: string | null
  /** Of the lease that the opinion ended. */
  lease_token: Generated<string | null>
}

/** A decided comment whose right answer is known, for training. */
export interface TrainingCardTable {
  site_id: string
  comment_id: string
  kind: 'publish' | 'reject'
  category: CategoryCode | null
  /** Why that is right, as whoever was wrong reads it. */
  because: string
  made_by: string
  made_at: Generated<Date>
  retired_at: Date | null
}

/** A moderator who is given training cards among others. */
export interface TrainingModeTable {
  site_id: string
  moderator_id: string
  /** The share of claims with a training card among what they give. */
  rate: number
  set_by: string
  set_at: Generated<Date>
}

/** A training card on a moderator's desk, and what they made of it. It leases nothing: the comment knows nothing of it. */
export interface TrainingTurnTable {
  site_id: string
  moderator_id: string
  comment_id: string
  lease_token: string
  lease_expires_at: Date
  /** When the comment seems to have been written, so that its age tells nothing. */
  shown_at: Date
  kind: DecisionKind | null
  category: CategoryCode | null
  answered_at: Date | null
  /** The right answer as it was then. */
  right_kind: DecisionKind | null
  right_category: CategoryCode | null
  /** What they did with it, the first before. */
  happened: Generated<TurnEvent[]>
  /** What they asked a lead, who never hears of it, and under which lease. */
  question: string | null
  asked_at: Date | null
  asked_under: string | null
}

/** How far the comments of a site have been screened again by some versions of lists, policy and model. */
export interface RescanTable {
  site_id: string
  versions: string
  /** No comment from before that. */
  since: Date
  /** Newest first: those from here on are done. */
  reached_at: Date
  reached_id: string
  screened: Generated<number>
  graver: Generated<number>
  asked: Generated<number>
  started_at: Generated<Date>
  finished_at: Date | null
}
