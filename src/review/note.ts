import { sql } from 'kysely'
import { recordEvents } from '../storage/changes.ts'
import type { Db } from '../storage/database.ts'
import { continueChains } from '../storage/events.ts'

interface NewNote {
  readonly siteId: string
  readonly commentId: string
  readonly noteId: string
  readonly moderatorId: string
  readonly text: string
}

export interface Note {
  readonly id: string
  readonly text: string
  readonly writtenBy: string
  readonly writtenAt: Date
}

export type NoteWritten = { readonly outcome: 'written' } | { readonly outcome: 'not_found' }

/**
 * Writes what moderators tell each other about a comment, in any status and without a lease. It is never changed or
 * deleted; the log tells that it was written and not what it says.
 */
export async function writeNote(
  db: Db,
  { siteId, commentId, noteId, moderatorId, text }: NewNote,
): Promise<NoteWritten> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ at: Date; count: number; hash: Buffer | null }>`
      update comment set event_count = event_count + 1 where site_id = ${siteId} and id = ${commentId}
      returning clock_timestamp() as "at", event_count - 1 as "count", null::bytea as "hash"`.execute(trx)
    const [row] = rows
    if (!row) return { outcome: 'not_found' }
    await trx
      .insertInto('note')
      .values({
        site_id: siteId,
        comment_id: commentId,
        id: noteId,
        moderator_id: moderatorId,
        text,
        written_at: row.at,
      })
      .execute()
    const actor = { kind: 'moderator', id: moderatorId } as const
    const events = await continueChains(trx, siteId, [
      { ...row, commentId, events: [{ type: 'note.written', actor, detail: { noteId } }] },
    ])
    await recordEvents(trx, events, [
      { site_id: siteId, type: 'noted', queue: null, comment_id: commentId, moderator_id: moderatorId },
    ])
    return { outcome: 'written' }
  })
}

/** Returns the notes on a comment, the oldest first. */
export async function listNotes(db: Db, siteId: string, commentId: string): Promise<Note[]> {
  return db
    .selectFrom('note')
    .innerJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'note.site_id').onRef('moderator.id', '=', 'note.moderator_id'),
    )
    .select(['note.id', 'text', 'moderator.display_name as writtenBy', 'written_at as writtenAt'])
    .where('note.site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('written_at')
    .orderBy('note.id')
    .execute()
}
