import { type Selectable, sql, type Transaction } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import { keptUntil } from '../moderation/retention.ts'
import type { Db } from './database.ts'
import { records } from './records.ts'
import type { Database } from './schema.ts'
import type { RestrictedTextTable } from './schema-readers.ts'

/** A text as it was, and why nobody sees it any more. */
export interface Restricted {
  readonly id: string
  readonly commentId: string
  readonly reason: RestrictedTextTable['reason']
  readonly displayName: string
  readonly text: string
  readonly writtenAt: Date
}

/** Puts texts where nothing reads them, in the transaction that takes them out of sight, until their term is over. */
export async function restrictTexts(
  trx: Transaction<Database>,
  { siteId, at }: { readonly siteId: string; readonly at: Date },
  texts: readonly Restricted[],
): Promise<void> {
  const rows = texts.map(
    (text): Selectable<RestrictedTextTable> => ({
      site_id: siteId,
      id: text.id,
      comment_id: text.commentId,
      reason: text.reason,
      display_name: text.displayName,
      text: text.text,
      written_at: text.writtenAt,
      kept_at: at,
      kept_until: keptUntil(at),
    }),
  )
  await sql`insert into restricted_text select record.* from ${records('restricted_text', rows)}`.execute(trx)
}

/**
 * The status of a row of `comment` for whoever would decide it: one whose author has deleted their profile is withdrawn
 * for good, also where it was refused before.
 */
export const DECIDABLE_STATUS = sql<Status>`case when comment.text = '' then 'withdrawn' else comment.status end`

const BATCH = 500

/**
 * Deletes a batch of the texts whose term is over at `at`, with what screenings from before they were put away quote of
 * them, and returns how many; 0 when none is left. Of several who purge at once each takes others.
 */
export async function purgeRestrictedTexts(db: Db, at: Date): Promise<number> {
  const { rows } = await sql`
    with purged as (
      delete from restricted_text using (
        select site_id, id from restricted_text where kept_until <= ${at}
        order by kept_until limit ${BATCH} for update skip locked
      ) as over
      where restricted_text.site_id = over.site_id and restricted_text.id = over.id
      returning restricted_text.site_id, comment_id, kept_at
    ), unquoted as (
      update screening set evidence = evidence || '{"hits": [], "findings": []}' from purged
      where screening.site_id = purged.site_id and screening.comment_id = purged.comment_id and screened_at < purged.kept_at
    )
    select from purged`.execute(db)
  return rows.length
}
