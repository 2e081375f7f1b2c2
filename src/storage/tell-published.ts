import { sql } from 'kysely'
import type { Db } from './database.ts'

/** On which `tellPublished` is heard. */
export const PUBLISHED_CHANNEL = 'yueping_published'

/**
 * Tells every process that something was published, in a transaction of its own: transactions that notify commit one after
 * the other, each waiting for the disk, which no reader's comment may wait for.
 */
export async function tellPublished(db: Db): Promise<void> {
  await sql`select pg_notify(${PUBLISHED_CHANNEL}, '')`.execute(db)
}
