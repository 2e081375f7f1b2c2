import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from './database.ts'
import type { ReaderTable } from './schema.ts'

export type Reader = Selectable<ReaderTable>

/** Returns the reader whose identity is this HMAC of the portal's subject, or `undefined`. */
export async function findReader(db: Db, siteId: string, identity: Buffer): Promise<Reader | undefined> {
  return db
    .selectFrom('reader')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('identity', '=', identity)
    .executeTakeFirst()
}

interface SeenReader {
  readonly siteId: string
  readonly identity: Buffer
  readonly displayName: string
}

/**
 * Returns one and the same reader for an identity, made if absent, with the display name of the last token seen.
 * Comments keep the name under which they were written.
 */
export async function ensureReader(db: Db, seen: SeenReader): Promise<Reader> {
  const known = await findReader(db, seen.siteId, seen.identity)
  if (known && known.display_name === seen.displayName) return known
  return db
    .insertInto('reader')
    .values({ site_id: seen.siteId, id: uuidv7(), identity: seen.identity, display_name: seen.displayName })
    .onConflict((conflict) => conflict.columns(['site_id', 'identity']).doUpdateSet({ display_name: seen.displayName }))
    .returningAll()
    .executeTakeFirstOrThrow()
}
