import { type RawBuilder, sql } from 'kysely'
import { FIRST_CONTACT_KEY, FIRST_SKELETON_KEY } from '../screening/fingerprint/keys.ts'
import type { Earlier, EarlierComment } from '../screening/near-duplicates.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'
import { isOfText } from './of-text.ts'
import { PREPARED } from './prepared.ts'

interface Wanted {
  readonly siteId: string
  readonly keys: readonly number[]
  readonly since: Date
}

interface Written {
  readonly siteId: string
  readonly commentId: string
  readonly at: Date
}

/** Of one key no more are looked at, newest first: then a flood costs what a trickle costs. */
const MOST_OF_A_KEY = 40

/** A reader who repeats one text crowds out no others; two would do to hold a third. */
const MOST_OF_A_READER = 4

/** No more are compared; whether a text is one of twenty or of a thousand makes no difference to what becomes of it. */
const MOST_CANDIDATES = 20

/**
 * Returns the site's comments after `since` that have a key in common, at most four of a reader and twenty in all: first
 * those with the same contact, then those with the most keys in common, then the newest. They are to be compared; one band
 * in common proves little, an equal skeleton all. Withdrawn ones have no keys any more. What a moderator published or
 * restored is `approved`, what the policy alone refused is `refused`.
 *
 *     select … from (
 *       select …, row_number() over (partition by reader_id …) as of_reader from (
 *         select comment_id, count(*) from unnest($keys) as asked (key), lateral (
 *           select comment_id from fingerprint_key where site_id = $1 and key = asked.key and created_at > $since
 *           order by created_at desc limit 40
 *         ) group by comment_id
 *       ) join comment …
 *     ) join reader … where of_reader <= 4 order by … limit 20
 */
export async function findEarlierComments(db: Db, { siteId, keys, since }: Wanted): Promise<Earlier> {
  const { rows } = await sql<EarlierComment & { ofReader: string }>`
    ${PREPARED} select candidate.id, encode(reader.identity, 'hex') as "reader", candidate.text, candidate.created_at as "at",
      candidate.shares_skeleton as "sharesSkeleton", candidate.shares_contact as "sharesContact",
      candidate.of_reader as "ofReader", case
        when candidate.status not in ('published', 'rejected', 'removed') then 'counts'
        when exists (
          select from decision where decision.site_id = ${siteId} and decision.comment_id = candidate.id
            and decision.moderator_id is not null and ${isInForce}
            and ${isOfText('decision.decided_at', 'candidate.edited_at')}
        ) then case candidate.status when 'published' then 'approved' else 'counts' end
        else case candidate.status when 'published' then 'counts' else 'refused' end
      end as "standing"
    from (
      select comment.*, found.shares_skeleton, found.shares_contact, found.shared, row_number() over (
        partition by comment.reader_id order by found.shares_contact desc, found.shared desc, comment.created_at desc
      ) as of_reader
      from (${commentsWithKeys({ siteId, keys, since })}) as found
      join comment on comment.site_id = ${siteId} and comment.id = found.comment_id
    ) as candidate
    join reader on reader.site_id = ${siteId} and reader.id = candidate.reader_id
    where candidate.of_reader <= ${MOST_OF_A_READER}
    order by candidate.shares_contact desc, candidate.shared desc, candidate.created_at desc
    limit ${MOST_CANDIDATES}
  `.execute(db)
  const isCapped = rows.length === MOST_CANDIDATES || rows.some(({ ofReader }) => Number(ofReader) === MOST_OF_A_READER)
  return { comments: rows, isCapped }
}

function commentsWithKeys({ siteId, keys, since }: Wanted): RawBuilder<unknown> {
  return sql`
    select kept.comment_id, count(*) as shared, bool_or(asked.key >= ${FIRST_CONTACT_KEY}) as shares_contact,
      bool_or(asked.key >= ${FIRST_SKELETON_KEY} and asked.key < ${FIRST_CONTACT_KEY}) as shares_skeleton
    from unnest(${keys}::bigint[]) as asked (key)
    cross join lateral (
      select kept.comment_id from fingerprint_key as kept
      where kept.site_id = ${siteId} and kept.key = asked.key and kept.created_at > ${since}
      order by kept.created_at desc limit ${MOST_OF_A_KEY}
    ) as kept
    group by kept.comment_id
  `
}

/** Forgets the keys of one comment, which was written at `at`. */
export async function deleteFingerprintKeysOf(db: Db, { siteId, commentId, at }: Written): Promise<void> {
  await db
    .deleteFrom('fingerprint_key')
    .where('created_at', '=', at)
    .where('comment_id', '=', commentId)
    .where('site_id', '=', siteId)
    .execute()
}

/** Forgets the keys of comments from before `at` and returns how many keys. */
export async function deleteFingerprintKeysBefore(db: Db, at: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('fingerprint_key')
    .where('created_at', '<', at)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
