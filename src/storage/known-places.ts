import { sql } from 'kysely'
import type { Account } from './account.ts'
import type { Db } from './database.ts'

/** Whoever is away longer is a stranger again. */
const REMEMBERED_DAYS = 180

interface Places extends Account {
  /** HMACs of a browser or an address. */
  readonly places: readonly Buffer[]
}

/** Returns the first of these places from which the moderator has signed in in the last 180 days, or `undefined`. */
export async function findKnownPlace(db: Db, { siteId, moderatorId, places }: Places): Promise<Buffer | undefined> {
  const known = await db
    .selectFrom('known_place')
    .select('place_key as key')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .where('place_key', 'in', places)
    .where('signed_in_at', '>', sql<Date>`now() - make_interval(days => ${REMEMBERED_DAYS})`)
    .execute()
  return places.find((place) => known.some(({ key }) => key.equals(place)))
}

/** Remembers that the moderator has signed in from these places. */
export async function rememberPlaces(db: Db, { siteId, moderatorId, places }: Places): Promise<void> {
  const now = sql<Date>`clock_timestamp()`
  await db
    .insertInto('known_place')
    .values(
      places.map((place) => ({ site_id: siteId, moderator_id: moderatorId, place_key: place, signed_in_at: now })),
    )
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'moderator_id', 'place_key']).doUpdateSet({ signed_in_at: now }),
    )
    .execute()
}

/** Forgets the places that nobody has signed in from for 180 days, and returns how many. */
export async function deleteOldPlaces(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('known_place')
    .where('signed_in_at', '<', sql<Date>`now() - make_interval(days => ${REMEMBERED_DAYS})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
