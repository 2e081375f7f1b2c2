import { type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { canWithdraw, type Status, WITHDRAWABLE } from '../moderation/life-cycle.ts'
import { graverThan } from '../moderation/sanction.ts'
import { type ChainRow, continueChains, lastHash } from './events.ts'
import { SET_NO_LEASE } from './no-lease.ts'
import { records } from './records.ts'
import { restrictTexts } from './restricted-texts.ts'
import { listInForce } from './sanctions.ts'
import type { Database } from './schema.ts'
import type { ReaderTable } from './schema-standing.ts'
import { manyComments, tryTurn } from './turn.ts'

interface Deletion {
  readonly siteId: string
  /** By which the portal's token leads to the profile. */
  readonly identity: Buffer
  /** Takes its place; random, so that nothing leads there any more. */
  readonly anonymous: Buffer
  readonly at: Date
}

export type Deleted =
  /** How many texts were put away; 0 where there was no profile. */
  | { readonly outcome: 'deleted'; readonly comments: number }
  /** Another writes to many comments of the site: nothing was done, and it may be asked again. */
  | { readonly outcome: 'busy' }

/** The name of whoever deleted their profile, where one is shown to moderators. */
const DELETED_NAME = '已註銷'

/**
 * Deletes a profile: its comments are withdrawn or, where they were refused, stay so; their texts are put away for the
 * retention term, likes and blocks go, open appeals lapse, and the row that is left names nobody. Measures that still keep
 * the reader from writing freely hold against the empty profile under the same identity, which is made for them. All in the
 * caller's transaction; the same once or often.
 */
export async function deleteProfile(trx: Transaction<Database>, deletion: Deletion): Promise<Deleted> {
  const { siteId, identity } = deletion
  // Whoever writes to many comments would else wait for another who does the same in another order.
  if (!(await tryTurn(trx, manyComments(siteId)))) return { outcome: 'busy' }
  const reader = await trx
    .selectFrom('reader')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('identity', '=', identity)
    .forUpdate()
    .executeTakeFirst()
  if (!reader) return { outcome: 'deleted', comments: 0 }
  const leaving = { ...deletion, readerId: reader.id }
  const comments = await lockComments(trx, leaving)
  await putAway(trx, leaving, comments)
  await forget(trx, leaving)
  await anonymize(trx, leaving, reader)
  return { outcome: 'deleted', comments: comments.length }
}

interface Leaving extends Deletion {
  readonly readerId: string
}

interface Own extends ChainRow {
  readonly id: string
  readonly status: Status
  readonly displayName: string
  readonly text: string
  readonly writtenAt: Date
}

async function lockComments(trx: Transaction<Database>, { siteId, readerId }: Leaving): Promise<readonly Own[]> {
  await sql`
    select from comment where site_id = ${siteId} and reader_id = ${readerId} order by id for no key update`.execute(
    trx,
  )
  const { rows } = await sql<Own>`
    select id, status, display_name as "displayName", text, coalesce(edited_at, created_at) as "writtenAt",
      event_count as "count", ${lastHash} as "hash"
    from comment where site_id = ${siteId} and reader_id = ${readerId} order by id`.execute(trx)
  return rows
}

const BATCH = 500

async function putAway(trx: Transaction<Database>, leaving: Leaving, comments: readonly Own[]): Promise<void> {
  const { siteId, readerId, at } = leaving
  const actor = { kind: 'reader', id: readerId } as const
  for (let from = 0; from < comments.length; from += BATCH) {
    const batch = comments.slice(from, from + BATCH).map((comment) => ({ ...comment, restrictedId: uuidv7() }))
    await restrictTexts(
      trx,
      leaving,
      batch.map(({ id, restrictedId, ...comment }) => ({
        ...comment,
        id: restrictedId,
        commentId: id,
        reason: 'deleted',
      })),
    )
    const events = await continueChains(
      trx,
      siteId,
      batch.map(({ id: commentId, status, count, hash, restrictedId }) => ({
        ...{ commentId, at, count, hash },
        events: [
          ...(canWithdraw(status) ? [{ type: 'comment.withdrawn', actor, detail: {} } as const] : []),
          { type: 'comment.restricted', actor, detail: { restrictedId } },
        ],
      })),
    )
    const ids = batch.map(({ id }) => id)
    await sql`
      with logged as (insert into event select record.* from ${records('event', events)}),
        unsearchable as (delete from comment_search where site_id = ${siteId} and comment_id = any(${ids}::uuid[])),
        unfilled as (delete from search_unfilled where site_id = ${siteId} and comment_id = any(${ids}::uuid[])),
        uncompared as (
          delete from fingerprint_key using comment
          where comment.site_id = ${siteId} and comment.id = any(${ids}::uuid[])
            and fingerprint_key.created_at = comment.created_at and fingerprint_key.comment_id = comment.id
            and fingerprint_key.site_id = comment.site_id
        )
      update comment set text = '', display_name = ${DELETED_NAME}, published_at = null,
        status = case when status = any(${WITHDRAWABLE}::text[]) then 'withdrawn' else status end,
        event_count = event_count + case when status = any(${WITHDRAWABLE}::text[]) then 2 else 1 end,
        ${SET_NO_LEASE}
      where site_id = ${siteId} and id = any(${ids}::uuid[])`.execute(trx)
  }
}

/** What is nobody's to keep, and what nobody waits for an answer to any more. */
async function forget(trx: Transaction<Database>, { siteId, readerId, at }: Leaving): Promise<void> {
  const ofReader = sql`site_id = ${siteId} and reader_id = ${readerId}`
  // Whoever likes or takes a like back holds the row of the list first.
  await sql`
    select from listing where site_id = ${siteId} and comment_id in (select comment_id from comment_like where ${ofReader})
    order by comment_id for no key update`.execute(trx)
  await sql`delete from comment_like where ${ofReader}`.execute(trx)
  await sql`delete from idempotency_key where ${ofReader}`.execute(trx)
  await sql`
    delete from reader_block where site_id = ${siteId} and (reader_id = ${readerId} or blocked_id = ${readerId})`.execute(
    trx,
  )
  await sql`
    with own as (select id from comment where ${ofReader}),
      lapsed as (
        update appeal set outcome = 'lapsed', answered_at = ${at} from own
        where appeal.site_id = ${siteId} and appeal.comment_id = own.id and outcome is null
      ),
      unseconded as (
        delete from second_review using own
        where second_review.site_id = ${siteId} and second_review.comment_id = own.id and given_at is null
      ),
      untaught as (
        update training_card set retired_at = coalesce(retired_at, ${at}) from own
        where training_card.site_id = ${siteId} and training_card.comment_id = own.id
      )
    delete from waiting using own where waiting.site_id = ${siteId} and waiting.comment_id = own.id`.execute(trx)
}

async function anonymize(
  trx: Transaction<Database>,
  { siteId, readerId, identity, anonymous, at }: Leaving,
  { person, age, formerly }: Selectable<ReaderTable>,
): Promise<void> {
  const held = await listInForce(trx, { siteId, readerId, person: null, at }, graverThan('none'))
  await trx
    .updateTable('reader')
    .set({
      identity: anonymous,
      person: null,
      display_name: DELETED_NAME,
      age: null,
      protected_at: null,
      unprotected_at: null,
      deleted_at: at,
    })
    .where('site_id', '=', siteId)
    .where('id', '=', readerId)
    .execute()
  if (held.length === 0) return
  const next = { site_id: siteId, id: uuidv7(), identity, person, age, display_name: DELETED_NAME }
  await trx
    .insertInto('reader')
    .values({ ...next, formerly: [...formerly, readerId] })
    .execute()
}
