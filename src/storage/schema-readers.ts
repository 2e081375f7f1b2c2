/** A text that nobody sees any more, kept for the retention term. */
export interface RestrictedTextTable {
  site_id: string
  id: string
  /** Whose text it was. */
  comment_id: string
  /** Its author wrote another in its place, or deleted their profile. */
  reason: 'edited' | 'deleted'
  display_name: string
  text: string
  /** Since when it was the text of the comment. */
  written_at: Date
  kept_at: Date
  kept_until: Date
}

/** Whom a reader does not want to hear from. */
export interface ReaderBlockTable {
  site_id: string
  reader_id: string
  blocked_id: string
  blocked_at: Date
}
