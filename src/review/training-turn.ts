import { sql } from 'kysely'
import type { Account } from '../storage/account.ts'
import type { Db } from '../storage/database.ts'
import type { TurnEvent } from '../storage/training-turns.ts'
import type { CardEscalation, CardEvent } from './history.ts'

/** A training card as its moderator has met it so far. */
export interface TrainingTurn {
  /** When the comment seems to have been written. */
  readonly shownAt: Date
  readonly isOnDesk: boolean
  /** What they did with it. */
  readonly events: readonly CardEvent[]
  /** What they asked a lead about it. */
  readonly escalation: CardEscalation | null
}

/** Returns it, or `undefined` where the comment was never on their desk as one, or they have answered. */
export async function findTurn(
  db: Db,
  { siteId, moderatorId, commentId }: Account & { readonly commentId: string },
): Promise<TrainingTurn | undefined> {
  const { rows } = await sql<Row>`
    select shown_at as "shownAt", lease_expires_at > clock_timestamp() as "isOnDesk", happened, question,
      asked_at as "askedAt", display_name as "name"
    from training_turn as turn
    join moderator on moderator.site_id = turn.site_id and moderator.id = turn.moderator_id
    where turn.site_id = ${siteId} and moderator_id = ${moderatorId} and comment_id = ${commentId}
      and answered_at is null`.execute(db)
  return rows[0] && toTurn(moderatorId, rows[0])
}

interface Row extends Pick<TrainingTurn, 'shownAt' | 'isOnDesk'> {
  readonly happened: readonly TurnEvent[]
  readonly question: string | null
  readonly askedAt: Date | null
  readonly name: string
}

function toTurn(moderatorId: string, { shownAt, isOnDesk, happened, question, askedAt, name }: Row): TrainingTurn {
  const by = { actor: { kind: 'moderator', id: moderatorId }, moderatorName: name } as const
  const unanswered = { answer: null, answeredBy: null, answeredAt: null }
  return {
    shownAt,
    isOnDesk,
    events: happened.map((event) => ({ ...event, ...by, at: new Date(event.at) })),
    escalation: question !== null && askedAt ? { question, askedBy: name, askedAt, ...unanswered } : null,
  }
}
