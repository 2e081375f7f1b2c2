import { type Selectable, sql, type Transaction } from 'kysely'
import { editableUntil } from '../moderation/editing.ts'
import { type FirstStanding, firstStanding } from '../moderation/first-standing.ts'
import { canEdit, type Status } from '../moderation/life-cycle.ts'
import { queueTime } from '../moderation/review-value.ts'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import { appendEvents } from './events.ts'
import { findIdempotencyKey } from './idempotency-keys.ts'
import { deleteFingerprintKeysOf } from './near-duplicates.ts'
import { decisionRows, type Judged, judgingEvents, screeningRow } from './new-comment.ts'
import { NO_LEASE } from './no-lease.ts'
import { askAnew, drawForPatrol, forgetLooks } from './questions-of-edited.ts'
import { records } from './records.ts'
import { restrictTexts } from './restricted-texts.ts'
import { listInForce } from './sanctions.ts'
import type { CommentTable, Database } from './schema.ts'
import { searchRow } from './search/search-row.ts'

/** A new text for a comment, read by the machine as if it were a new comment. */
export interface Edit extends Judged {
  readonly readerId: string
  readonly person: Buffer | null
  readonly text: string
  /** Under which the earlier text is kept. */
  readonly restrictedId: string
  /** Comments that its article received lately; of no effect unless it is held. */
  readonly lately: number
  /** By which later near-duplicates find it. */
  readonly keys: readonly number[]
  /** Measures that keep it from being recorded if one is in force against the reader, or against the person. */
  readonly barredBy: readonly SanctionMeasure[]
  /** Where it was drawn for patrol, how likely that was; of no effect where it waits for a person anyhow. */
  readonly patrolShare: number | null
  readonly idempotency: { readonly key: string; readonly requestHash: Buffer; readonly answer: object } | null
}

export type Edited =
  | { readonly outcome: 'edited'; readonly status: Status }
  | { readonly outcome: 'repeated'; readonly answer: object }
  | { readonly outcome: 'idempotency_conflict' }
  | { readonly outcome: 'sanctioned' }
  /** The site has no such comment of this reader. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'not_editable'; readonly status: Status }
  | { readonly outcome: 'too_late'; readonly until: Date }

/**
 * Puts a new text in the place of a held or published one, for its own author and within five minutes of its writing. What
 * the machine says of the new text decides alone where the comment stands then: one that was public and does not pass is
 * not public any more. Likes and replies stay; the earlier text is kept where nobody sees it; whoever holds the comment
 * loses it, and what was asked about the earlier text is asked of the new one or not at all. All in the caller's
 * transaction, with the comment's row held: a decision comes either before it, or finds its lease lost.
 */
export async function editComment(trx: Transaction<Database>, wanted: Edit): Promise<Edited> {
  const comment = await lockOwn(trx, wanted)
  const refused = await refuse(trx, wanted, comment)
  if (refused) return refused
  if (!comment) return { outcome: 'not_found' }
  const edit = { ...wanted, at: after(comment.decided_at, wanted.at) }
  const { siteId, commentId, readerId, restrictedId, at } = edit
  const standing = firstStanding(edit.screening)
  await restrictTexts(trx, edit, [
    {
      id: restrictedId,
      commentId,
      reason: 'edited',
      displayName: comment.display_name,
      text: comment.text,
      writtenAt: comment.edited_at ?? comment.created_at,
    },
  ])
  await forgetLooks(trx, edit)
  await write(trx, edit, { comment, standing })
  await appendEvents(trx, { siteId, commentId, at }, [
    { type: 'comment.edited', actor: { kind: 'reader', id: readerId }, detail: { restrictedId } },
    ...judgingEvents(edit, standing),
  ])
  await askAnew(trx, edit, standing)
  await drawForPatrol(trx, edit, standing)
  return { outcome: 'edited', status: standing.status }
}

type Comment = Selectable<CommentTable>

/** Whoever decided while the new text was read decided before it. */
function after(decidedAt: Date | null, at: Date): Date {
  return decidedAt !== null && decidedAt >= at ? new Date(decidedAt.getTime() + 1) : at
}

async function lockOwn(trx: Transaction<Database>, { siteId, commentId, readerId }: Edit) {
  return trx
    .selectFrom('comment')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .where('reader_id', '=', readerId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Tells why nothing is written; the key is claimed last, so that what was refused may be sent again under it. */
async function refuse(
  trx: Transaction<Database>,
  edit: Edit,
  comment: Comment | undefined,
): Promise<Edited | undefined> {
  const told = await findTold(trx, edit)
  if (told) return told
  if (!comment) return { outcome: 'not_found' }
  if (!canEdit(comment.status)) return { outcome: 'not_editable', status: comment.status }
  const until = editableUntil(comment.created_at)
  if (until <= edit.at) return { outcome: 'too_late', until }
  if ((await listInForce(trx, edit, edit.barredBy)).length > 0) return { outcome: 'sanctioned' }
  return claimKey(trx, edit)
}

async function findTold(trx: Transaction<Database>, { idempotency, ...owner }: Edit): Promise<Edited | undefined> {
  if (!idempotency) return undefined
  const kept = await findIdempotencyKey(trx, { ...owner, key: idempotency.key })
  if (!kept) return undefined
  return kept.requestHash.equals(idempotency.requestHash)
    ? { outcome: 'repeated', answer: kept.answer }
    : { outcome: 'idempotency_conflict' }
}

async function claimKey(trx: Transaction<Database>, edit: Edit): Promise<Edited | undefined> {
  const { idempotency, siteId, readerId, commentId, at } = edit
  if (!idempotency) return undefined
  const { key, requestHash, answer } = idempotency
  const claimed = await trx
    .insertInto('idempotency_key')
    .values({
      site_id: siteId,
      reader_id: readerId,
      key,
      request_hash: requestHash,
      comment_id: commentId,
      answer: JSON.stringify(answer),
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  // Whoever had it first was about another comment: this one's row is held.
  return claimed ? undefined : { outcome: 'idempotency_conflict' }
}

interface Written {
  readonly comment: Comment
  readonly standing: FirstStanding
}

async function write(trx: Transaction<Database>, edit: Edit, { comment, standing }: Written): Promise<void> {
  const { siteId, commentId, text, screening, at, keys } = edit
  const { status } = standing
  const isNewlyHeld = status === 'held' && comment.status !== 'held'
  await trx
    .updateTable('comment')
    .set({
      text,
      status,
      category: standing.category,
      edited_at: at,
      decided_at: standing.kind === null ? null : at,
      published_at: status === 'published' ? (comment.published_at ?? at) : null,
      queue_at: isNewlyHeld ? queueTime(edit) : comment.queue_at,
      ...NO_LEASE,
    })
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .execute()
  const found = { siteId, commentId, displayName: comment.display_name, text, at: comment.created_at, screening }
  await deleteFingerprintKeysOf(trx, { siteId, commentId, at: comment.created_at })
  await sql`delete from comment_search where site_id = ${siteId} and comment_id = ${commentId}`.execute(trx)
  await sql`
    with searchable as (
      insert into comment_search select record.* from ${records('comment_search', [searchRow(found)])}
    ), screened as (
      insert into screening select record.* from ${records('screening', [screeningRow(edit)])}
    ), keyed as (
      insert into fingerprint_key select ${siteId}, found_by.key, ${comment.created_at}, ${commentId}::uuid
      from unnest(${keys}::bigint[]) as found_by (key)
    )
    insert into decision select record.* from ${records('decision', decisionRows(edit, standing))}`.execute(trx)
  if (comment.lease_token === null) return
  await trx
    .insertInto('change')
    .values({ site_id: siteId, type: 'edited', queue: null, comment_id: commentId, moderator_id: null })
    .execute()
}
