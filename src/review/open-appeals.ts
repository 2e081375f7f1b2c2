import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import { isKeptFrom } from '../storage/kept-from.ts'
import { isNobodyLeft } from './complaints.ts'

/** An appeal that waits. */
export interface OpenAppeal {
  readonly id: string
  readonly commentId: string
  readonly ticket: string
  readonly reason: string
  readonly madeAt: Date
  readonly dueAt: Date
  readonly isOverdue: boolean
  /** Everybody who serves the site has judged the comment before. */
  readonly isNobodyLeft: boolean
}

interface Place {
  readonly at: Date
  readonly id: string
}

interface Page {
  readonly siteId: string
  /** Who reads it. */
  readonly moderatorId: string
  readonly cursor: Place | null
  readonly limit: number
}

/**
 * Returns the open appeals, that which is promised the earliest first, and where the next page starts; none about what the
 * reader may still be asked to look at a second time, for it would tell what was made of it.
 */
export async function listOpenAppeals(
  db: Db,
  { siteId, moderatorId, cursor, limit }: Page,
): Promise<{ readonly appeals: readonly OpenAppeal[]; readonly next: Place | null }> {
  const after = cursor === null ? sql`true` : sql`(due_at, appeal.id) > (${cursor.at}, ${cursor.id}::uuid)`
  const { rows } = await sql<OpenAppeal>`
    select appeal.id, comment_id as "commentId", ticket, reason, made_at as "madeAt", due_at as "dueAt",
      due_at < clock_timestamp() as "isOverdue", ${isNobodyLeft} as "isNobodyLeft"
    from appeal join comment on comment.site_id = appeal.site_id and comment.id = appeal.comment_id
    where appeal.site_id = ${siteId} and outcome is null and ${after} and not ${isKeptFrom(moderatorId)}
    order by due_at, appeal.id limit ${limit + 1}`.execute(db)
  const appeals = rows.slice(0, limit)
  const last = appeals.at(-1)
  return { appeals, next: rows.length > limit && last ? { at: last.dueAt, id: last.id } : null }
}
