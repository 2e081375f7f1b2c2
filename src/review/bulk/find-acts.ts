import { sql } from 'kysely'
import {
  type BulkOutcome,
  type BulkSource,
  type BulkState,
  type BulkUndoOutcome,
  bulkState,
} from '../../moderation/bulk.ts'
import type { DecisionKind, Status } from '../../moderation/life-cycle.ts'
import { rolesWith } from '../../moderation/rights.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { Db } from '../../storage/database.ts'
import { findKept } from '../../storage/kept-from.ts'
import { type BulkRow, findBulkRows } from './rows.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** An act on many comments, in numbers. */
export interface BulkAct {
  readonly id: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly note: string | null
  readonly source: BulkSource
  readonly state: BulkState
  readonly proposedBy: Named
  readonly proposedAt: Date
  readonly expiresAt: Date | null
  readonly approvedBy: Named | null
  readonly actedAt: Date | null
  readonly withdrawnBy: Named | null
  readonly undoneBy: Named | null
  /** How many comments it holds. */
  readonly comments: number
  /** How many of them fared so; none before it is acted. */
  readonly outcomes: Readonly<Partial<Record<BulkOutcome, number>>>
  readonly undoOutcomes: Readonly<Partial<Record<BulkUndoOutcome, number>>>
}

/** One comment of an act, with what became of it. */
export interface BulkActComment extends BulkRow {
  readonly seenStatus: Status
  readonly outcome: BulkOutcome | null
  readonly decisionId: string | null
  readonly undoOutcome: BulkUndoOutcome | null
}

/** As many as anyone looks through. */
const MOST_ACTS = 50

/** Returns the site's last acts, the newest first; `isOpen` asks for those that wait for a second person. */
export async function listBulkActs(db: Db, siteId: string, isOpen: boolean): Promise<BulkAct[]> {
  const open = sql`acted_at is null and withdrawn_at is null and expires_at > clock_timestamp() and ${IS_PROPOSER_IN}`
  return findActs(db, siteId, isOpen ? open : sql`true`)
}

interface Looking {
  readonly siteId: string
  readonly bulkId: string
  /** Who looks at it. */
  readonly moderatorId: string
}

/**
 * Returns one act with its comments, the newest first, or `undefined`. A comment at which whoever looks may still be asked
 * to look a second time is left out, as what became of it is not for them to know.
 */
export async function findBulkAct(
  db: Db,
  looking: Looking,
): Promise<(BulkAct & { readonly list: readonly BulkActComment[] }) | undefined> {
  const { siteId, bulkId } = looking
  const [act] = await findActs(db, siteId, sql`id = ${bulkId}`)
  if (!act) return undefined
  const became = await db
    .selectFrom('bulk_comment')
    .select(['comment_id as id', 'seen_status as seenStatus', 'outcome', 'decision_id as decisionId'])
    .select('undo_outcome as undoOutcome')
    .where('site_id', '=', siteId)
    .where('bulk_id', '=', bulkId)
    .execute()
  const ids = became.map(({ id }) => id)
  const [rows, hidden] = [await findBulkRows(db, siteId, ids), await findKept(db, looking, ids)]
  const list = became.flatMap((one) => {
    const row = rows.get(one.id)
    return row && !hidden.has(one.id) ? [{ ...row, ...one }] : []
  })
  return { ...act, list: list.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()) }
}

/** Whoever was shut out, or may not decide any more, has nothing done for them. */
const IS_PROPOSER_IN = sql<boolean>`exists (
  select from moderator where moderator.site_id = act.site_id and moderator.id = act.proposed_by and disabled_at is null
    and role = any(${rolesWith('decide')})
)`

type Row = Omit<BulkAct, 'state'> & {
  readonly now: Date
  readonly withdrawnAt: Date | null
  readonly undoneAt: Date | null
  readonly isProposerIn: boolean
}

async function findActs(db: Db, siteId: string, condition: ReturnType<typeof sql>): Promise<BulkAct[]> {
  const { rows } = await sql<Row>`
    select id, kind, category, note, source, ${named('proposed_by')} as "proposedBy", proposed_at as "proposedAt",
      expires_at as "expiresAt", ${named('approved_by')} as "approvedBy", acted_at as "actedAt",
      ${named('withdrawn_by')} as "withdrawnBy", withdrawn_at as "withdrawnAt", ${named('undone_by')} as "undoneBy",
      undone_at as "undoneAt", clock_timestamp() as "now", ${IS_PROPOSER_IN} as "isProposerIn", ${tally('outcome')} as "outcomes",
      ${tally('undo_outcome')} as "undoOutcomes", (
        select count(*)::int from bulk_comment where bulk_comment.site_id = act.site_id and bulk_id = act.id
      ) as "comments"
    from bulk_act as act where site_id = ${siteId} and ${condition}
    order by proposed_at desc, id desc limit ${MOST_ACTS}`.execute(db)
  return rows.map(({ now, withdrawnAt, undoneAt, isProposerIn, ...act }) => ({
    ...act,
    state: bulkState({ ...act, withdrawnAt, undoneAt, isProposerIn }, now),
  }))
}

function named(column: 'proposed_by' | 'approved_by' | 'withdrawn_by' | 'undone_by') {
  return sql`(
    select json_build_object('id', id, 'name', display_name) from moderator
    where moderator.site_id = act.site_id and moderator.id = act.${sql.ref(column)}
  )`
}

function tally(column: 'outcome' | 'undo_outcome') {
  return sql`(
    select coalesce(json_object_agg(became, count), '{}') from (
      select ${sql.ref(column)} as became, count(*)::int as count from bulk_comment
      where bulk_comment.site_id = act.site_id and bulk_id = act.id and ${sql.ref(column)} is not null group by 1
    ) as tallied
  )`
}
