import { type ExpressionBuilder, type Nullable, type SqlBool, sql } from 'kysely'
import type { Words } from '../moderation/language.ts'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'

/** The last decision on a comment that was not undone; it supersedes those before it. */
export interface DecisionInForce {
  readonly id: string
  readonly commentId: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly note: string | null
  readonly decidedAt: Date
  /** The moderator who decided, `null` when the policy did. */
  readonly moderator: { readonly id: string; readonly displayName: string } | null
  readonly policyVersion: string | null
  /** What the author reads, as it was when it was decided; `null` where the policy decided, and without a category. */
  readonly message: Words | null
}

export interface DecisionColumns {
  decisionId: string
  kind: DecisionKind
  category: CategoryCode | null
  note: string | null
  decidedAt: Date
  moderatorId: string | null
  moderatorName: string | null
  policyVersion: string | null
  message: Words | null
}

/** Returns the decision in force on a comment, or `undefined` before the first. */
export async function findDecisionInForce(
  db: Db,
  siteId: string,
  commentId: string,
): Promise<DecisionInForce | undefined> {
  const row = await db
    .selectFrom('comment')
    .innerJoinLateral(latestDecision, (join) => join.onTrue())
    .selectAll('latest')
    .where('comment.site_id', '=', siteId)
    .where('comment.id', '=', commentId)
    .executeTakeFirst()
  return (row && toDecisionInForce(commentId, row)) ?? undefined
}

/** The lateral subquery `latest` that joins at most one decision, the one in force, to each row of `comment`. */
export function latestDecision(eb: ExpressionBuilder<Database, 'comment'>) {
  return eb
    .selectFrom('decision')
    .leftJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'decision.site_id').onRef('moderator.id', '=', 'decision.moderator_id'),
    )
    .select(['decision.id as decisionId', 'kind', 'decision.category', 'note', 'decided_at as decidedAt'])
    .select(['moderator_id as moderatorId', 'moderator.display_name as moderatorName'])
    .select(['policy_version as policyVersion', 'message'])
    .whereRef('decision.site_id', '=', 'comment.site_id')
    .whereRef('decision.comment_id', '=', 'comment.id')
    .where(isInForce)
    .orderBy('decided_at', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(1)
    .as('latest')
}

/** The condition that a row of `decision` was not undone. */
export const isInForce = sql<SqlBool>`not exists (
  select from undo
  where undo.site_id = decision.site_id and undo.comment_id = decision.comment_id and undo.decision_id = decision.id
)`

/** Returns `null` exactly when the left join found no decision. */
export function toDecisionInForce(commentId: string, row: Nullable<DecisionColumns>): DecisionInForce | null {
  const { decisionId, kind, decidedAt, moderatorId, moderatorName } = row
  if (decisionId === null || kind === null || decidedAt === null) return null
  return {
    id: decisionId,
    commentId,
    kind,
    category: row.category,
    note: row.note,
    decidedAt,
    moderator: moderatorId && moderatorName ? { id: moderatorId, displayName: moderatorName } : null,
    policyVersion: row.policyVersion,
    message: row.message,
  }
}
