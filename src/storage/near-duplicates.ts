import { sql } from 'kysely'
import { FIRST_CONTACT_KEY } from '../screening/fingerprint/keys.ts'
import type { EarlierComment } from '../screening/near-duplicates.ts'
import type { Db } from './database.ts'

interface Wanted {
  readonly siteId: string
  readonly keys: readonly number[]
  readonly since: Date
}

/** Of one key no more are looked at, newest first: then a flood costs what a trickle costs. */
const MOST_OF_A_KEY = 40

/** No more are compared; whether a text is one of twenty or of a thousand makes no difference to what becomes of it. */
const MOST_CANDIDATES = 20

/**
 * Returns the site's comments after `since` that have a key in common, in any status, at most twenty: first those with the
 * same contact, then those with the most keys in common. They are to be compared; one key in common proves little.
 *
 *     select … from (
 *       select comment_id, count(*) from unnest($keys) as asked (key), lateral (
 *         select comment_id from fingerprint_key where site_id = $1 and key = asked.key and created_at > $since
 *         order by created_at desc limit 40
 *       ) group by comment_id order by count(*) desc limit 20
 *     ) join comment …
 */
export async function findEarlierComments(db: Db, { siteId, keys, since }: Wanted): Promise<EarlierComment[]> {
  const { rows } = await sql<EarlierComment>`
    select comment.id, comment.reader_id as "readerId", comment.text, comment.created_at as "at",
      candidate.shares_contact as "sharesContact", comment.status in ('rejected', 'removed', 'withdrawn') as "isGone"
    from (
      select kept.comment_id, bool_or(asked.key >= ${FIRST_CONTACT_KEY}) as shares_contact, count(*) as shared
      from unnest(${keys}::bigint[]) as asked (key)
      cross join lateral (
        select kept.comment_id from fingerprint_key as kept
        where kept.site_id = ${siteId} and kept.key = asked.key and kept.created_at > ${since}
        order by kept.created_at desc limit ${MOST_OF_A_KEY}
      ) as kept
      group by kept.comment_id
      order by shares_contact desc, shared desc
      limit ${MOST_CANDIDATES}
    ) as candidate
    join comment on comment.site_id = ${siteId} and comment.id = candidate.comment_id
  `.execute(db)
  return rows
}

/** Forgets the keys of comments from before `at` and returns how many keys. */
export async function deleteFingerprintKeysBefore(db: Db, at: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('fingerprint_key')
    .where('created_at', '<', at)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
