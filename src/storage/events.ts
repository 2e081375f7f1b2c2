import { sql, type Transaction } from 'kysely'
import type { Event } from '../moderation/event.ts'
import type { Db } from './database.ts'
import { chainEvents, type EventRow, hashEvent } from './event-chain.ts'
import { records } from './records.ts'
import type { Database } from './schema.ts'

interface Appending {
  readonly siteId: string
  readonly commentId: string
  readonly at: Date
}

/**
 * Appends to a comment's log in the caller's transaction, so that an event stands exactly when its effect does.
 * Appending to one comment at once is serialized by the comment's row. Throws when the comment does not exist.
 */
export async function appendEvents(
  trx: Transaction<Database>,
  { siteId, commentId, at }: Appending,
  events: readonly Event[],
): Promise<void> {
  const { count } = await trx
    .updateTable('comment')
    .set({ event_count: sql`event_count + ${events.length}` })
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .returning(sql<number>`event_count - ${events.length}::int`.as('count'))
    .executeTakeFirstOrThrow()
  // A statement of its own: one that waited for the row above would still see the chain as it was before the wait.
  const place = await placeInChain(trx, { siteId, commentId }, { count, hash: null })
  const rows = chainEvents({ siteId, commentId, at, ...place }, events)
  await sql`insert into event select record.* from ${records('event', rows)}`.execute(trx)
}

/** Where a comment's log ends. */
export interface ChainPlace {
  /** How many events stand. */
  readonly count: number
  /** The hash of the last of them, `null` before the first. */
  readonly hash: Buffer | null
}

/** `event_count` and `lastHash` of a row of `comment` as one statement that locked the row read them. */
export interface ChainRow {
  readonly count: number
  readonly hash: Buffer | null
}

/** The hash of the last event of a row of `comment`. */
export const lastHash = sql<Buffer | null>`(
  select hash from event
  where event.site_id = comment.site_id and event.comment_id = comment.id and event.number = comment.event_count
)`

/**
 * Returns where the log ends of a comment whose row the caller's transaction holds. A statement that had to wait for
 * the row has the new count, but sees the log as it was before the wait and finds no hash: then it is asked for again.
 */
async function placeInChain(
  trx: Transaction<Database>,
  { siteId, commentId }: { readonly siteId: string; readonly commentId: string },
  { count, hash }: ChainRow,
): Promise<ChainPlace> {
  if (count === 0 || hash) return { count, hash }
  const last = await trx
    .selectFrom('event')
    .select('hash')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('number', '=', count)
    .executeTakeFirst()
  return { count, hash: last?.hash ?? null }
}

/** What is to be appended to one comment's log, whose row the caller's transaction holds and has counted it. */
export interface Continuation extends ChainRow {
  readonly commentId: string
  readonly at: Date
  readonly events: readonly Event[]
}

/** Returns the rows that continue the logs of many comments; the caller inserts them. */
export async function continueChains(
  trx: Transaction<Database>,
  siteId: string,
  continuations: readonly Continuation[],
): Promise<readonly EventRow[]> {
  const rows: EventRow[] = []
  for (const { commentId, at, events, count, hash } of continuations) {
    const place = await placeInChain(trx, { siteId, commentId }, { count, hash })
    rows.push(...chainEvents({ siteId, commentId, at, ...place }, events))
  }
  return rows
}

/** Returns a comment's events, oldest first. */
export async function listEvents(db: Db, siteId: string, commentId: string): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('number')
    .execute()
}

export type ChainCheck =
  | { readonly outcome: 'intact'; readonly count: number }
  | { readonly outcome: 'broken'; readonly number: number; readonly fault: 'missing' | 'changed' }

/**
 * Finds the first event of a comment that was changed, removed or moved since it was written, also a missing last one.
 * It cannot find a chain that someone with write access to both tables rewrote as a whole: keep hashes elsewhere for that.
 */
export async function verifyChain(db: Db, siteId: string, commentId: string): Promise<ChainCheck> {
  const comment = await db
    .selectFrom('comment')
    .select('event_count')
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .executeTakeFirst()
  const rows = await listEvents(db, siteId, commentId)
  let previous: Buffer | null = null
  for (const [index, row] of rows.entries()) {
    const number = index + 1
    if (row.number !== number) return { outcome: 'broken', number, fault: 'missing' }
    const follows = previous === null ? row.previous_hash === null : row.previous_hash?.equals(previous) === true
    if (!follows || !row.hash.equals(hashEvent(row))) return { outcome: 'broken', number, fault: 'changed' }
    previous = row.hash
  }
  const count = comment?.event_count ?? 0
  if (rows.length === count) return { outcome: 'intact', count }
  return rows.length < count
    ? { outcome: 'broken', number: rows.length + 1, fault: 'missing' }
    : { outcome: 'broken', number: count + 1, fault: 'changed' }
}
