import { sql, type Transaction } from 'kysely'
import { BULK_POLICY } from '../../moderation/bulk.ts'
import type { Database } from '../../storage/schema.ts'
import type { BulkStarted, NewBulkAct } from './act.ts'

/** Tells whether the site has every comment of the act. */
export async function hasAll(trx: Transaction<Database>, { siteId, comments }: NewBulkAct): Promise<boolean> {
  const { known } = await trx
    .selectFrom('comment')
    .select(sql<number>`count(*)::int`.as('known'))
    .where('site_id', '=', siteId)
    .where('id', '=', sql<string>`any(${comments.map(({ commentId }) => commentId)}::uuid[])`)
    .executeTakeFirstOrThrow()
  return known === comments.length
}

/** Writes an act with its comments, still to be acted, and tells whether its id was free. */
export async function recordAct(trx: Transaction<Database>, wanted: NewBulkAct, isProposal: boolean): Promise<boolean> {
  const { siteId, bulkId, comments, templateId } = wanted
  const recorded = await trx
    .insertInto('bulk_act')
    .values({
      site_id: siteId,
      id: bulkId,
      kind: wanted.kind,
      category: wanted.category,
      note: wanted.note,
      template: templateId === null ? 'product' : (templateId ?? 'default'),
      source: JSON.stringify(wanted.source),
      proposed_by: wanted.moderatorId,
      proposed_at: sql<Date>`clock_timestamp()`,
      expires_at: isProposal
        ? sql<Date>`clock_timestamp() + make_interval(hours => ${BULK_POLICY.proposalHours})`
        : null,
    })
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!recorded) return false
  await sql`
    insert into bulk_comment (site_id, bulk_id, comment_id, seen_status)
    select ${siteId}, ${bulkId}, seen.* from unnest(
      ${comments.map(({ commentId }) => commentId)}::uuid[], ${comments.map(({ status }) => status)}::text[]
    ) as seen`.execute(trx)
  return true
}

/** Tells whose act has the id already. */
export async function explainTaken(
  trx: Transaction<Database>,
  { siteId, bulkId, moderatorId }: NewBulkAct,
): Promise<BulkStarted> {
  const act = await trx
    .selectFrom('bulk_act')
    .select('proposed_by')
    .where('site_id', '=', siteId)
    .where('id', '=', bulkId)
    .executeTakeFirst()
  return { outcome: act?.proposed_by === moderatorId ? 'repeated' : 'id_taken' }
}
