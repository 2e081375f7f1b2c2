import { sql } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import { FINE } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'

/** A decision of a moderator that others overturned. */
export interface Overturned {
  readonly decisionId: string
  readonly commentId: string
  readonly text: string
  /** On appeal, or by a lead after a second look. */
  readonly how: 'appeal' | 'second'
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly decidedAt: Date
  readonly insteadKind: DecisionKind
  readonly insteadCategory: CategoryCode | null
  readonly note: string | null
  readonly overturnedAt: Date
}

interface Place {
  readonly at: Date
  readonly id: string
}

interface Page {
  readonly siteId: string
  readonly moderatorId: string
  readonly cursor: Place | null
  readonly limit: number
}

/** Returns what this moderator decided and others overturned, the last first, and where the next page starts. */
export async function listOverturned(
  db: Db,
  { siteId, moderatorId, cursor, limit }: Page,
): Promise<{ readonly decisions: readonly Overturned[]; readonly next: Place | null }> {
  const after = cursor === null ? sql`true` : sql`("overturnedAt", "decisionId") < (${cursor.at}, ${cursor.id}::uuid)`
  const label = (row: string) =>
    sql`case when ${sql.ref(`${row}.kind`)} in ('publish', 'restore') then ${FINE} else ${sql.ref(`${row}.category`)} end`
  const { rows } = await sql<Overturned>`
    select * from (
      select own.id as "decisionId", own.comment_id as "commentId", comment.text, found.how, own.kind, own.category,
        own.decided_at as "decidedAt", instead.kind as "insteadKind", instead.category as "insteadCategory",
        instead.note, instead.decided_at as "overturnedAt"
      from (
        select site_id, comment_id, decision_id, answer_id as instead_id, 'appeal' as how
        from appeal where site_id = ${siteId} and outcome = 'overturned'
        union all
        select site_id, comment_id, decision_id, lead_decision_id, 'second'
        from second_review where site_id = ${siteId} and lead_decision_id is not null
      ) as found
      join decision as own on own.site_id = found.site_id and own.comment_id = found.comment_id
        and own.id = found.decision_id
      join decision as instead on instead.site_id = found.site_id and instead.comment_id = found.comment_id
        and instead.id = found.instead_id
      join comment on comment.site_id = own.site_id and comment.id = own.comment_id
      where own.moderator_id = ${moderatorId} and instead.moderator_id <> ${moderatorId}
        and ${label('own')} is distinct from ${label('instead')}
    ) as overturned
    where ${after} order by "overturnedAt" desc, "decisionId" desc limit ${limit + 1}`.execute(db)
  const decisions = rows.slice(0, limit)
  const last = decisions.at(-1)
  return { decisions, next: rows.length > limit && last ? { at: last.overturnedAt, id: last.decisionId } : null }
}
