import type { Db } from './database.ts'

interface KeyOwner {
  readonly siteId: string
  readonly readerId: string
  readonly key: string
}

/** The first request under a key: what it asked and what it was answered. */
export interface KeptAnswer {
  readonly requestHash: Buffer
  readonly commentId: string
  readonly answer: object
}

/** Returns what the reader's first request under this key was answered, or `undefined` for a key that is new. */
export async function findIdempotencyKey(db: Db, { siteId, readerId, key }: KeyOwner): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom('idempotency_key')
    .select(['request_hash as requestHash', 'comment_id as commentId', 'answer'])
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Forgets every key older than `at` and returns how many; a request repeated after that is a new comment. */
export async function deleteIdempotencyKeysBefore(db: Db, at: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', at)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
