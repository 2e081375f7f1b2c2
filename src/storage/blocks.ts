import { sql, type Transaction } from 'kysely'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'

interface Block {
  readonly siteId: string
  readonly readerId: string
  /** The reader's id, as public comments show it. */
  readonly blockedId: string
}

/** A reader whom another does not want to hear from. */
export interface Blocked {
  readonly id: string
  /** Under which they last wrote what is public; `null` where nothing of theirs is, for no other name was ever looked at. */
  readonly name: string | null
  readonly blockedAt: Date
}

/** More than anyone has met; a list without an end would be an attack. */
export const MOST_BLOCKED = 1_000

export type BlockMade = { readonly outcome: 'blocked' | 'unknown' | 'self' | 'too_many' }

/** Puts a reader on another's list, the same once or often; only one who has a profile on the site. */
export async function block(
  trx: Transaction<Database>,
  { siteId, readerId, blockedId, at }: Block & { readonly at: Date },
): Promise<BlockMade> {
  if (readerId === blockedId) return { outcome: 'self' }
  // Held, so that a deletion that is under way is waited for.
  const { rows: known } = await sql`
    select from reader where site_id = ${siteId} and id = ${blockedId} and deleted_at is null for key share`.execute(
    trx,
  )
  if (known.length === 0) return { outcome: 'unknown' }
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as "count" from reader_block
    where site_id = ${siteId} and reader_id = ${readerId} and blocked_id <> ${blockedId}`.execute(trx)
  if ((rows[0]?.count ?? 0) >= MOST_BLOCKED) return { outcome: 'too_many' }
  await trx
    .insertInto('reader_block')
    .values({ site_id: siteId, reader_id: readerId, blocked_id: blockedId, blocked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { outcome: 'blocked' }
}

/** Takes a reader off the list, where they are on it. */
export async function unblock(db: Db, { siteId, readerId, blockedId }: Block): Promise<void> {
  await db
    .deleteFrom('reader_block')
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .where('blocked_id', '=', blockedId)
    .execute()
}

/** Returns how many a reader has blocked. */
export async function countBlocked(db: Db, { siteId, readerId }: Omit<Block, 'blockedId'>): Promise<number> {
  const { count } = await db
    .selectFrom('reader_block')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Returns whom a reader has blocked, the last first. */
export async function listBlocked(db: Db, { siteId, readerId }: Omit<Block, 'blockedId'>): Promise<readonly Blocked[]> {
  return db
    .selectFrom('reader_block')
    .innerJoin('reader', (join) =>
      join.onRef('reader.site_id', '=', 'reader_block.site_id').onRef('reader.id', '=', 'blocked_id'),
    )
    .select(['reader.id', 'blocked_at as blockedAt'])
    .select((eb) =>
      eb
        .selectFrom('comment')
        .select('display_name')
        .whereRef('comment.site_id', '=', 'reader.site_id')
        .whereRef('comment.reader_id', '=', 'reader.id')
        .where('status', '=', 'published')
        .orderBy('created_at', 'desc')
        .orderBy('comment.id', 'desc')
        .limit(1)
        .as('name'),
    )
    .where('reader_block.site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .orderBy('blocked_at', 'desc')
    .orderBy('reader.id')
    .execute()
}
