import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Age } from '../moderation/protection.ts'
import type { Db } from './database.ts'
import type { ReaderTable } from './schema-standing.ts'

export type Reader = Selectable<ReaderTable>

/** Returns the reader whose identity is this HMAC of the portal's subject, or `undefined`. */
export async function findReader(db: Db, siteId: string, identity: Buffer): Promise<Reader | undefined> {
  return selectReader(db, siteId, identity).executeTakeFirst()
}

function selectReader(db: Db, siteId: string, identity: Buffer) {
  return db.selectFrom('reader').selectAll().where('site_id', '=', siteId).where('identity', '=', identity)
}

interface SeenReader {
  readonly siteId: string
  readonly identity: Buffer
  readonly displayName: string
  /** `null` where the portal does not say, which leaves what it said before. */
  readonly person?: Buffer | null
  /** `undefined` where the portal does not say, which leaves what it said before. */
  readonly age?: Age | undefined
}

/**
 * Returns one and the same reader for an identity, made if absent, with the display name of the last token seen.
 * Comments keep the name under which they were written. The profile is not deleted before the caller's transaction ends:
 * a deletion that is under way is waited for, and what comes after it is another reader.
 */
export async function ensureReader(db: Db, seen: SeenReader): Promise<Reader> {
  const { siteId, identity, displayName, person = null, age } = seen
  const known = await selectReader(db, siteId, identity).forKeyShare().executeTakeFirst()
  if (known && isAsSeen(known, seen)) return known
  return db
    .insertInto('reader')
    .values({ site_id: siteId, id: uuidv7(), identity, display_name: displayName, person, age: age ?? null })
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'identity'])
        .doUpdateSet({ display_name: displayName, ...(person !== null && { person }), ...(age && { age }) }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Tells whether nothing is to be written of a reader who comes with this token. */
export function isAsSeen(
  known: Pick<Reader, 'display_name' | 'person' | 'age'>,
  { displayName, person = null, age }: Omit<SeenReader, 'siteId' | 'identity'>,
): boolean {
  const isPerson = person === null || known.person?.equals(person) === true
  return known.display_name === displayName && isPerson && (age === undefined || known.age === age)
}
