import { sql, type Transaction } from 'kysely'
import { strangersWaitAfter, waitAfter } from '../moderation/back-off.ts'
import type { Db } from './database.ts'
import { findKnownPlace } from './known-places.ts'
import { findModeratorByUsername, type Moderator } from './moderators.ts'
import type { Database } from './schema.ts'

/** Failures are forgotten after a day without another. */
const REMEMBERED_HOURS = 24

/** The row that all places share which never signed in to the account. */
const STRANGERS = Buffer.alloc(0)

/** Where somebody tries to sign in, and from where. */
export interface Trying {
  readonly siteId: string
  readonly username: string
  /** HMACs of the browser, where it was seen before, and of the address, which comes last. */
  readonly places: readonly Buffer[]
}

/** An attempt that may go on. */
export interface Counted {
  readonly outcome: 'counted'
  /** `undefined` for a name that nobody has, or that is disabled. */
  readonly moderator: Moderator | undefined
  /** How many have failed in a row if this one does. */
  readonly failures: number
  /** How long the place waits if this one fails, 0 for not at all. */
  readonly waitSeconds: number
  /** Whose failures it was counted among. */
  readonly keys: readonly Buffer[]
}

export type SignInAttempt = Counted | { readonly outcome: 'waiting'; readonly seconds: number }

/**
 * Counts the attempt as failed before the password is looked at, so that a thousand guesses at once are five guesses.
 * Failures count by name and place, and those of all strangers to the account together. A browser that has signed in
 * before is kept waiting by nothing but its own failures, else an address that has by nothing but the address's. While
 * somebody waits nothing is counted; all times are the database's.
 */
export async function countSignInAttempt(db: Db, trying: Trying): Promise<SignInAttempt> {
  const { siteId, username, places } = trying
  return db.transaction().execute(async (trx) => {
    const found = await findModeratorByUsername(trx, siteId, username)
    const moderator = found?.disabled_at ? undefined : found
    const known = moderator && (await findKnownPlace(trx, { siteId, moderatorId: moderator.id, places }))
    const keys = known ? [known] : [STRANGERS, ...places.slice(-1)]
    const rows = await lockFailures(trx, trying, keys)
    const seconds = Math.max(...rows.map((row) => row.secondsLeft))
    if (seconds > 0) return { outcome: 'waiting', seconds }
    const waits = new Map(rows.map((row) => [row, waitOf(row)]))
    for (const [row, wait] of waits) await storeFailure(trx, trying, { ...row, wait })
    const failures = rows.find(({ place_key: key }) => key.length > 0)?.failures ?? 0
    return { outcome: 'counted', moderator, failures: failures + 1, waitSeconds: Math.max(...waits.values()), keys }
  })
}

/** Forgets every failure of the place after it signed in, and takes this attempt back from the strangers. */
export async function forgetFailures(db: Db, trying: Trying, counted: Counted): Promise<void> {
  await forgetAttempt(db, trying, counted)
  await db
    .deleteFrom('sign_in_failure')
    .where('site_id', '=', trying.siteId)
    .where('username', '=', trying.username)
    .where('place_key', 'in', counted.keys)
    .where('place_key', '!=', STRANGERS)
    .execute()
}

/** Takes back one attempt that was neither right nor wrong: the password was right and the code is asked for next. */
export async function forgetAttempt(db: Db, { siteId, username }: Trying, { keys }: Counted): Promise<void> {
  await db
    .updateTable('sign_in_failure')
    .set({ failures: sql<number>`greatest(0, failures - 1)`, waits_until: null })
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .where('place_key', 'in', keys)
    .execute()
}

/** Removes the failures of whoever has not failed for a day, and returns how many rows that were. */
export async function deleteOldFailures(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in_failure')
    .where('failed_at', '<', sql<Date>`now() - make_interval(hours => ${REMEMBERED_HOURS})`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

interface Failures {
  readonly place_key: Buffer
  readonly failures: number
  readonly secondsLeft: number
}

/** In the order of their keys, so that no two attempts wait for each other. */
async function lockFailures(trx: Transaction<Database>, trying: Trying, keys: readonly Buffer[]): Promise<Failures[]> {
  const { siteId, username } = trying
  await trx
    .insertInto('sign_in_failure')
    .values(keys.map((key) => ({ site_id: siteId, username, place_key: key })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return trx
    .selectFrom('sign_in_failure')
    .select('place_key')
    .select(
      sql<number>`case when failed_at > clock_timestamp() - make_interval(hours => ${REMEMBERED_HOURS})
        then failures else 0 end`.as('failures'),
    )
    .select(
      sql<number>`greatest(0, coalesce(ceil(extract(epoch from waits_until - clock_timestamp())), 0))::int`.as(
        'secondsLeft',
      ),
    )
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .where('place_key', 'in', keys)
    .orderBy('place_key')
    .forUpdate()
    .execute()
}

function waitOf({ place_key: key, failures }: Failures): number {
  return (key.length === 0 ? strangersWaitAfter : waitAfter)(failures + 1)
}

async function storeFailure(
  trx: Transaction<Database>,
  { siteId, username }: Trying,
  { place_key: key, failures, wait }: Failures & { readonly wait: number },
): Promise<void> {
  const until = wait > 0 ? sql<Date>`clock_timestamp() + make_interval(secs => ${wait})` : null
  await trx
    .updateTable('sign_in_failure')
    .set({ failures: failures + 1, failed_at: sql<Date>`clock_timestamp()`, waits_until: until })
    .where('site_id', '=', siteId)
    .where('username', '=', username)
    .where('place_key', '=', key)
    .execute()
}
