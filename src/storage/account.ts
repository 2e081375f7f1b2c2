import type { Db } from './database.ts'

/** Whose account it is. */
export interface Account {
  readonly siteId: string
  readonly moderatorId: string
}

/** Begins an update of exactly this account. */
export function updateAccount(db: Db, { siteId, moderatorId }: Account) {
  return db.updateTable('moderator').where('site_id', '=', siteId).where('id', '=', moderatorId)
}
