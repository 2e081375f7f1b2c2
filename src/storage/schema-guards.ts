import type { Generated, JSONColumnType } from 'kysely'

export interface IdempotencyKeyTable {
  site_id: string
  reader_id: string
  key: string
  request_hash: Buffer
  comment_id: string
  /** The answer that was given, to be given again. */
  answer: JSONColumnType<object>
  created_at: Generated<Date>
}

/** A proof of work that was accepted, until it would have expired. */
export interface SpentProofTable {
  site_id: string
  hash: Buffer
  expires_at: Date
}

/** Who set how slow an article is, and when; `null` leaves it to the measured rate. */
export interface ArticleSlowTable {
  site_id: string
  article_id: string
  id: string
  seconds: number | null
  set_by: string
  set_at: Date
}

/** When a reader last wrote on a slow article. */
export interface SlowTurnTable {
  site_id: string
  article_id: string
  /** The reader's, which may have no row yet. */
  identity: Buffer
  taken_at: Date
}
