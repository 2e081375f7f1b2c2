import { sql } from 'kysely'
import type { Queue } from '../moderation/queue.ts'
import type { Db } from './database.ts'
import { PREPARED } from './prepared.ts'
import type { ChangeType } from './schema-review.ts'

/** Where a reader of changes stands: what was visible to it, and when. As text, the `id` of a server-sent event. */
export interface ChangeCursor {
  /** A `pg_snapshot`, `xmin:xmax:xip,…`. */
  readonly snapshot: string
  /** Milliseconds by the database's clock. */
  readonly at: number
}

export interface Change {
  readonly siteId: string
  readonly id: string
  /** The transaction that wrote it. */
  readonly xid: string
  readonly type: ChangeType
  readonly queue: Queue | null
  /** `null` where too many changed at once to name them, and where it is about no comment. */
  readonly commentId: string | null
  readonly moderatorId: string | null
  /** Their display name. */
  readonly by: string | null
  /** Where the comment waits for a second look: who will not be asked for it. `null` where it does not. */
  readonly notAsked: readonly string[] | null
  readonly at: string
}

export type ChangesRead =
  | { readonly outcome: 'read'; readonly cursor: ChangeCursor; readonly changes: readonly Change[] }
  /** The cursor is older than what is kept, or there is more than can be told: look at everything anew. */
  | { readonly outcome: 'too_far_back'; readonly cursor: ChangeCursor }

interface Wanted {
  /** `null` reads nothing but where to go on from. */
  readonly since: ChangeCursor | null
  /** `undefined` for all. */
  readonly siteId?: string
}

/** Changes are kept for an hour. A cursor is good for half of it: a change that was long in its transaction is older. */
const KEPT_MINUTES = 60
const CURSOR_MINUTES = 30

/** Whoever missed more is served better by a new look. */
const MOST_CHANGES = 500

/**
 * Returns the changes that were committed since the cursor, in the order in which they were written, each exactly once
 * however transactions overlap: what counts is whether the cursor's snapshot saw the transaction, not its number.
 *
 *     select … from change where xid >= pg_snapshot_xmin($1) and not pg_visible_in_snapshot(xid, $1)
 */
export async function readChanges(db: Db, { since, siteId }: Wanted): Promise<ChangesRead> {
  const snapshot = since?.snapshot ?? null
  const { rows } = await sql<{ snapshot: string; at: Date; changes: readonly Change[] }>`
    ${PREPARED} select pg_current_snapshot()::text as "snapshot", clock_timestamp() as "at", coalesce((
      select json_agg(told order by told.id) from (
        select change.site_id as "siteId", change.id, change.xid::text as "xid", type, queue, comment_id as "commentId",
          moderator_id as "moderatorId", display_name as "by", change.at, (
            select barred from waiting where waiting.site_id = change.site_id and waiting.comment_id = change.comment_id
              and waiting.queue = 'second'
          ) as "notAsked"
        from change
        left join moderator on moderator.site_id = change.site_id and moderator.id = change.moderator_id
        where change.xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
          and not pg_visible_in_snapshot(change.xid, ${snapshot}::pg_snapshot)
          and (${siteId ?? null}::text is null or change.site_id = ${siteId ?? null})
        limit ${MOST_CHANGES + 1}
      ) as told
    ), '[]') as "changes"`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a statement without a table answered nothing')
  const cursor = { snapshot: row.snapshot, at: row.at.getTime() }
  const isOld = since !== null && cursor.at - since.at > CURSOR_MINUTES * 60_000
  if (isOld || row.changes.length > MOST_CHANGES) return { outcome: 'too_far_back', cursor }
  return { outcome: 'read', cursor, changes: row.changes }
}

/** Tells whether a reader who stands here was told of the transaction's changes already. */
export function hasSeen({ snapshot }: ChangeCursor, xid: string): boolean {
  const [xmin = '', xmax = '', running = ''] = snapshot.split(':')
  const transaction = BigInt(xid)
  if (transaction < BigInt(xmin)) return true
  return transaction < BigInt(xmax) && !running.split(',').includes(xid)
}

/** Writes a cursor as one word. */
export function formatCursor({ snapshot, at }: ChangeCursor): string {
  return `${at}@${snapshot}`
}

/** Reads a cursor back; `undefined` for anything that is none. */
export function parseCursor(text: string): ChangeCursor | undefined {
  const [, at, snapshot, xmin = '', xmax = '', running = ''] =
    /^(\d{1,15})@((\d{1,19}):(\d{1,19}):((?:\d{1,19},)*\d{1,19}|))$/.exec(text) ?? []
  if (at === undefined || snapshot === undefined) return undefined
  const [least, end, ...among] = [xmin, xmax, ...running.split(',').filter(Boolean)].map((xid) => BigInt(xid))
  if (least === undefined || end === undefined || least === 0n || least > end || end > LAST_XID) return undefined
  // PostgreSQL takes only a list that rises between the two.
  const isRising = among.every(
    (xid, place) => xid >= (place === 0 ? least : (among[place - 1] ?? 0n) + 1n) && xid < end,
  )
  return isRising ? { at: Number(at), snapshot } : undefined
}

const LAST_XID = 2n ** 63n - 1n

/** Deletes changes older than an hour and returns how many. */
export async function deleteOldChanges(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('change')
    .where('at', '<', sql<Date>`clock_timestamp() - make_interval(mins => ${KEPT_MINUTES})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
