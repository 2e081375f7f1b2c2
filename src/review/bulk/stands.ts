import { sql, type Transaction } from 'kysely'
import { type BulkOutcome, bulkOutcome } from '../../moderation/bulk.ts'
import type { DecisionKind, Status } from '../../moderation/life-cycle.ts'
import type { Db } from '../../storage/database.ts'
import { type ChainRow, lastHash } from '../../storage/events.ts'
import { isKeptFrom } from '../../storage/kept-from.ts'
import { DECIDABLE_STATUS } from '../../storage/restricted-texts.ts'
import type { Database } from '../../storage/schema.ts'
import { PUBLIC_SINCE } from '../before.ts'
import { type OpenQuestions, openQuestions } from '../open-questions.ts'

/** A comment of an act, as somebody saw it. */
export interface SeenComment {
  readonly commentId: string
  readonly status: Status
}

/** Who decides, and how. */
export interface Deciding {
  readonly siteId: string
  readonly kind: DecisionKind
  /** The proposer and, where there is one, the approver: what they hold themselves is in nobody's way. */
  readonly deciders: readonly string[]
  /** Whether a lead is among them. */
  readonly isLead: boolean
  /** When the comments were looked at; absent for now. A text that was written later is not what was seen. */
  readonly seenAt?: Date | undefined
}

/** A comment as it stands, with what the decision makes of it. */
export interface Standing extends ChainRow, OpenQuestions {
  readonly commentId: string
  readonly status: Status
  readonly publicSince: Date | null
  /** Display name of another who holds it now. */
  readonly holder: string | null
  readonly outcome: BulkOutcome
}

/**
 * Keeps everybody else from writing to these comments until the transaction ends. Whoever writes to many takes them in the
 * order of their ids. What is read of them must be read afterwards, in a statement of its own.
 */
export async function lockComments(
  trx: Transaction<Database>,
  siteId: string,
  commentIds: readonly string[],
): Promise<void> {
  await sql`
    select from comment where site_id = ${siteId} and id = any(${commentIds}::uuid[])
    order by id for no key update`.execute(trx)
}

interface Row extends Omit<Standing, 'outcome' | 'status'> {
  /** `null` where there is none. */
  readonly status: Status | null
  readonly seen: Status
  readonly isEdited: boolean
  readonly isForLeads: boolean
  readonly isBarred: boolean
  readonly isBlind: boolean
}

/** What is edited in these seconds before it was looked at may have come into force after: it is left to be read alone. */
const EDIT_SECONDS = 60

/** Returns each of the comments, in the order in which they are given, as it stands now. */
export async function findStandings(
  db: Db,
  { siteId, kind, deciders, isLead, seenAt }: Deciding,
  comments: readonly SeenComment[],
): Promise<Standing[]> {
  const ids = comments.map(({ commentId }) => commentId)
  const seen = comments.map(({ status }) => status)
  const { rows } = await sql<Row>`
    select asked.id as "commentId", asked.seen, ${DECIDABLE_STATUS} as "status",
      coalesce(edited_at >= ${seenAt ?? null}::timestamptz - make_interval(secs => ${EDIT_SECONDS}), false) as "isEdited", event_count as "count", ${lastHash} as "hash",
      ${PUBLIC_SINCE} as "publicSince", ${openQuestions}, case when lease_expires_at > clock_timestamp() and lease_holder <> all(${deciders}::uuid[]) then (
        select display_name from moderator
        where moderator.site_id = comment.site_id and moderator.id = comment.lease_holder
      ) end as "holder", coalesce(asks."isForLeads", false) as "isForLeads", coalesce(asks."isBarred", false) as "isBarred",
      ${sql.join(deciders.map(isKeptFrom), sql` or `)} as "isBlind"
    from unnest(${ids}::uuid[], ${seen}::text[]) with ordinality as asked (id, seen, place)
    left join comment on comment.site_id = ${siteId} and comment.id = asked.id
    left join lateral (
      select bool_or(queue = 'escalated') and not ${isLead} as "isForLeads", bool_or(barred && ${deciders}::uuid[]) as "isBarred"
      from waiting where waiting.site_id = ${siteId} and waiting.comment_id = asked.id
    ) as asks on true
    order by asked.place`.execute(db)
  return rows.map(({ seen: before, status, isEdited, isForLeads, isBarred, isBlind, ...row }) => {
    if (status === null) return { ...row, status: before, outcome: 'unknown' }
    const stands = { status, isEdited, isLeased: row.holder !== null, isForLeads, isBarred, isBlind }
    return { ...row, status, outcome: bulkOutcome(stands, kind, before) }
  })
}
