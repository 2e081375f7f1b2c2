import { sql, type Transaction } from 'kysely'
import type { Event } from '../moderation/event.ts'
import type { Db } from './database.ts'
import { chainEvents, type EventRow, hashEvent } from './event-chain.ts'
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
  await continueChains(trx, siteId, [{ commentId, at, count, events }])
}

/** What is to be appended to one comment's log, whose `event_count` was raised by as much already. */
export interface Continuation {
  readonly commentId: string
  readonly at: Date
  /** How many events stand before. */
  readonly count: number
  readonly events: readonly Event[]
}

/**
 * Writes the events of many comments whose rows the caller's transaction has updated, `event_count` included: what
 * raised the count holds the row, so that nobody else appends meanwhile.
 */
export async function continueChains(
  trx: Transaction<Database>,
  siteId: string,
  continuations: readonly Continuation[],
): Promise<void> {
  // A statement of its own: one that waited for a row would still see its chain as it was before the wait.
  const hashes = await findLastHashes(trx, siteId, continuations)
  const rows = continuations.flatMap(({ commentId, at, count, events }) =>
    chainEvents({ siteId, commentId, at, count, hash: hashes.get(commentId) ?? null }, events),
  )
  await trx
    .insertInto('event')
    .values(rows.map((row) => ({ ...row, actor: JSON.stringify(row.actor), detail: JSON.stringify(row.detail) })))
    .execute()
}

async function findLastHashes(
  trx: Transaction<Database>,
  siteId: string,
  continuations: readonly Continuation[],
): Promise<ReadonlyMap<string, Buffer>> {
  const ids = continuations.map(({ commentId }) => commentId)
  const counts = continuations.map(({ count }) => count)
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    select event.comment_id as id, event.hash from unnest(${ids}::uuid[], ${counts}::int[]) as last (id, number)
    join event on event.site_id = ${siteId} and event.comment_id = last.id and event.number = last.number`.execute(trx)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
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
