import type { Generated, JSONColumnType } from 'kysely'
import type { BulkOutcome, BulkSource, BulkUndoOutcome } from '../moderation/bulk.ts'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import type { Verdict } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** What a comment is found by; written with it, and never changed. */
export interface CommentSearchTable {
  site_id: string
  comment_id: string
  /** The comment's own. */
  created_at: Date
  /** See `text/search-form.ts`. */
  written: string
  spoken: string
  /** The written form of the name under which it was written. */
  author_name: string
  /** What the first screening made of it. */
  verdict: Verdict
  category: CategoryCode | null
  /** A `tsvector`, each lexeme after the number of the week. */
  lexemes: string
}

/** Comments that are not yet in `comment_search`. */
export interface SearchUnfilledTable {
  site_id: string
  comment_id: string
}

/** One decision on many comments; see `moderation/bulk.ts`. */
export interface BulkActTable {
  site_id: string
  id: string
  kind: DecisionKind
  category: CategoryCode | null
  note: string | null
  /** The site's wording of this id, its `default`, or the `product`'s own. */
  template: string
  source: JSONColumnType<BulkSource>
  proposed_by: string
  proposed_at: Date
  /** Until when a second person may approve; `null` where none was needed. */
  expires_at: Date | null
  approved_by: string | null
  withdrawn_by: string | null
  withdrawn_at: Date | null
  acted_at: Date | null
  undone_by: string | null
  undone_at: Date | null
}

export interface BulkCommentTable {
  site_id: string
  bulk_id: string
  comment_id: string
  /** As the proposer saw it. */
  seen_status: Status
  /** `null` until it is acted. */
  outcome: BulkOutcome | null
  decision_id: string | null
  /** `null` until it is undone, and where there was nothing to undo. */
  undo_outcome: BulkUndoOutcome | null
}

/** What happened in one hour, by what was counted. */
export interface StatisticTable {
  site_id: string
  /** Its beginning. */
  hour: Date
  measure: string
  label: string
  count: number
  /** The sum of what was measured, 0 where it was only counted. */
  total: number
}

/** The same of one day of the site. */
export interface StatisticDayTable {
  site_id: string
  /** `2026-11-28`. */
  day: string
  measure: string
  label: string
  count: number
  total: number
}

/** From when on nothing is counted yet. */
export interface StatisticUntilTable {
  site_id: string
  counted_until: Date
  counted_at: Generated<Date>
}
