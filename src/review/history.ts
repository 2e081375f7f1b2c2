import { sql } from 'kysely'
import type { Actor, Event } from '../moderation/event.ts'
import type { Queue } from '../moderation/queue.ts'
import type { Db } from '../storage/database.ts'
import type { DecisionInForce } from '../storage/decisions.ts'

/** What has happened to a comment, and what is asked of it now. */
export interface History {
  readonly events: readonly CardEvent[]
  /** Every decision, the oldest first. */
  readonly decisions: readonly PastDecision[]
  /** The last question to a lead. */
  readonly escalation: CardEscalation | null
  readonly waiting: readonly { readonly queue: Queue; readonly since: Date }[]
}

export interface CardEvent {
  readonly type: Event['type']
  readonly actor: Actor
  readonly detail: Event['detail']
  /** Display name of the moderator who did it, `null` for readers and the policy. */
  readonly moderatorName: string | null
  readonly at: Date
}

/** A decision, in force or not. */
export interface PastDecision extends DecisionInForce {
  readonly queue: Queue | null
  /** Who took it back, and when. */
  readonly undone: { readonly by: string; readonly at: Date } | null
}

export interface CardEscalation {
  readonly question: string
  readonly askedBy: string
  readonly askedAt: Date
  /** `null` while open, and where a decision is the answer. */
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
}

interface CommentKey {
  readonly siteId: string
  readonly commentId: string
}

/** Returns all of it as it stands now. */
export async function loadHistory(db: Db, key: CommentKey): Promise<History> {
  const [events, decisions, escalation, waiting] = await Promise.all([
    listCardEvents(db, key),
    listDecisions(db, key),
    findEscalation(db, key),
    listWaiting(db, key),
  ])
  return { events, decisions, escalation: escalation ?? null, waiting }
}

async function listCardEvents(db: Db, { siteId, commentId }: CommentKey): Promise<CardEvent[]> {
  return db
    .selectFrom('event')
    .leftJoin('moderator', (join) =>
      join
        .onRef('moderator.site_id', '=', 'event.site_id')
        .on('moderator.id', '=', sql<string>`(case when actor ->> 'kind' = 'moderator' then actor ->> 'id' end)::uuid`),
    )
    .select(['type', 'actor', 'detail', 'display_name as moderatorName', 'occurred_at as at'])
    .where('event.site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('number')
    .execute()
}

async function listDecisions(db: Db, { siteId, commentId }: CommentKey): Promise<PastDecision[]> {
  const { rows } = await sql<Omit<PastDecision, 'commentId'>>`
    select decision.id, kind, category, note, decided_at as "decidedAt", policy_version as "policyVersion", message,
      queue, case when decider.id is not null then
        json_build_object('id', decider.id, 'displayName', decider.display_name) end as "moderator",
      case when undo.decision_id is not null then
        json_build_object('by', undoer.display_name, 'at', undone_at) end as "undone"
    from decision
    left join moderator as decider on decider.site_id = decision.site_id and decider.id = decision.moderator_id
    left join undo on undo.site_id = decision.site_id and undo.comment_id = decision.comment_id
      and undo.decision_id = decision.id
    left join moderator as undoer on undoer.site_id = undo.site_id and undoer.id = undo.moderator_id
    where decision.site_id = ${siteId} and decision.comment_id = ${commentId}
    order by decided_at, decision.id`.execute(db)
  return rows.map((row) => ({
    ...row,
    commentId,
    undone: row.undone && { by: row.undone.by, at: new Date(row.undone.at) },
  }))
}

async function findEscalation(db: Db, { siteId, commentId }: CommentKey): Promise<CardEscalation | undefined> {
  return db
    .selectFrom('escalation')
    .innerJoin('moderator as asker', (join) =>
      join.onRef('asker.site_id', '=', 'escalation.site_id').onRef('asker.id', '=', 'asked_by'),
    )
    .leftJoin('moderator as answerer', (join) =>
      join.onRef('answerer.site_id', '=', 'escalation.site_id').onRef('answerer.id', '=', 'answered_by'),
    )
    .select(['question', 'asker.display_name as askedBy', 'asked_at as askedAt', 'answer'])
    .select(['answerer.display_name as answeredBy', 'answered_at as answeredAt'])
    .where('escalation.site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function listWaiting(db: Db, { siteId, commentId }: CommentKey) {
  return db
    .selectFrom('waiting')
    .select(['queue', 'since'])
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .orderBy('since')
    .orderBy('queue')
    .execute()
}
