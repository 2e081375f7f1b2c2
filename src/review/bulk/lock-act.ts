import { sql, type Transaction } from 'kysely'
import { type BulkState, bulkState } from '../../moderation/bulk.ts'
import type { DecisionKind } from '../../moderation/life-cycle.ts'
import { mayDo } from '../../moderation/rights.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { Database } from '../../storage/schema.ts'
import type { Ruling } from '../decide.ts'
import { seenAtOf } from './seen-at.ts'
import type { SeenComment } from './stands.ts'

/** An act whose row the caller's transaction holds. */
export interface ActRow {
  readonly siteId: string
  readonly bulkId: string
  readonly ruling: Ruling
  readonly note: string | null
  readonly templateId: string | null | undefined
  readonly state: BulkState
  readonly proposedBy: string
  /** Whether the proposer is a lead now. */
  readonly isByLead: boolean
  /** When the proposer had looked at the comments. */
  readonly seenAt: Date
  readonly actedAt: Date | null
  /** By the database's clock. */
  readonly now: Date
  readonly comments: readonly SeenComment[]
}

/** Returns the act and keeps everybody else from changing it until the transaction ends, or `undefined`. */
export async function lockAct(trx: Transaction<Database>, siteId: string, bulkId: string): Promise<ActRow | undefined> {
  const act = await trx
    .selectFrom('bulk_act')
    .innerJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'bulk_act.site_id').onRef('moderator.id', '=', 'proposed_by'),
    )
    .selectAll('bulk_act')
    .select(['role', 'disabled_at', sql<Date>`clock_timestamp()`.as('now')])
    .where('bulk_act.site_id', '=', siteId)
    .where('bulk_act.id', '=', bulkId)
    .forUpdate('bulk_act')
    // Whoever shuts the proposer out comes before what is done for them, or after.
    .forShare('moderator')
    .executeTakeFirst()
  if (!act) return undefined
  const comments = await trx
    .selectFrom('bulk_comment')
    .select(['comment_id as commentId', 'seen_status as status'])
    .where('site_id', '=', siteId)
    .where('bulk_id', '=', bulkId)
    .orderBy('comment_id')
    .execute()
  const { kind, category, now, acted_at: actedAt } = act
  const times = { expiresAt: act.expires_at, withdrawnAt: act.withdrawn_at, actedAt, undoneAt: act.undone_at }
  const isProposerIn = act.disabled_at === null && mayDo(act.role, 'decide')
  return {
    siteId,
    bulkId,
    ruling: toRuling(kind, category),
    note: act.note,
    templateId: toTemplateId(act.template),
    state: bulkState({ ...times, isProposerIn }, now),
    proposedBy: act.proposed_by,
    seenAt: seenAtOf(bulkId) ?? act.proposed_at,
    isByLead: mayDo(act.role, 'lead'),
    actedAt,
    now,
    comments,
  }
}

/** The table holds none that is no ruling. */
function toRuling(kind: DecisionKind, category: CategoryCode | null): Ruling {
  if (kind === 'publish' || kind === 'restore') return { kind, category: null }
  if (category === null) throw new Error(`to ${kind} needs a category`)
  return { kind, category }
}

function toTemplateId(template: string): string | null | undefined {
  if (template === 'default') return undefined
  return template === 'product' ? null : template
}
