import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * The condition that what was said at a moment is about the text as it stands, and not about one that its author has
 * changed since.
 */
export function isOfText(moment: string, editedAt = 'edited_at'): RawBuilder<SqlBool> {
  return sql`(${sql.ref(editedAt)} is null or ${sql.ref(moment)} >= ${sql.ref(editedAt)})`
}
