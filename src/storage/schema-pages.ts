import type { Generated } from 'kysely'

/** Written by triggers on what everyone sees of an article; nothing else writes it. */
export interface PageChangeTable {
  site_id: string
  article_id: string
  /** The transaction that changed it, an `xid8`. */
  xid: Generated<string>
  at: Generated<Date>
}
