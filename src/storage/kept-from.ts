import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { rolesWith } from '../moderation/rights.ts'
import type { Db } from './database.ts'
import { isBlindTo } from './second-reviews.ts'

/**
 * As what somebody is shown a comment from whom it is kept what was made of it: one that waits for a second look, or, a
 * training card that they have yet to answer, one that is held, and, where they have asked a lead about it, waits for that.
 */
export type ShownAs = 'second' | 'held' | 'escalated'

/** The condition on `comment` that a moderator must not be shown what was made of it. */
export function isKeptFrom(moderatorId: string): RawBuilder<SqlBool> {
  return sql`(${isBlindTo(moderatorId)} or ${isUnanswered(moderatorId)})`
}

/** The column of `comment` that tells as what it is shown, `null` where nothing is kept from the moderator. */
export function shownAs(moderatorId: string): RawBuilder<ShownAs | null> {
  return sql`case when ${isBlindTo(moderatorId)} then 'second' when ${isUnanswered(moderatorId)} then case when exists (
    select from training_turn as turn where turn.site_id = comment.site_id and turn.comment_id = comment.id
      and turn.moderator_id = ${moderatorId} and turn.asked_at is not null
  ) then 'escalated' else 'held' end end`
}

/** Of training: whoever makes the cards knows them. */
function isUnanswered(moderatorId: string): RawBuilder<SqlBool> {
  return sql`exists (
    select from training_card as card
    join training_mode as mode on mode.site_id = card.site_id and mode.moderator_id = ${moderatorId}
    join moderator as trainee on trainee.site_id = card.site_id and trainee.id = mode.moderator_id
    where card.site_id = comment.site_id and card.comment_id = comment.id and card.retired_at is null
      and trainee.role <> all(${rolesWith('see_decisions')}) and ${isNewTo('card', sql`mode.moderator_id`)}
  )`
}

/**
 * The condition on a row of `training_card`, under this name, that a moderator has not answered it, and never held or decided
 * the comment: whoever did never gets it as one.
 */
export function isNewTo(card: 'card' | 'training_card', moderatorId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const isOfCard = (table: string) =>
    sql`${sql.ref(`${table}.site_id`)} = ${sql.ref(`${card}.site_id`)}
      and ${sql.ref(`${table}.comment_id`)} = ${sql.ref(`${card}.comment_id`)}`
  return sql`not exists (
    select from training_turn as turn
    where ${isOfCard('turn')} and turn.moderator_id = ${moderatorId} and turn.answered_at is not null
  ) and not exists (
    select from decision where ${isOfCard('decision')} and decision.moderator_id = ${moderatorId}
  ) and not exists (
    select from event
    where ${isOfCard('event')} and event.type = 'lease.claimed' and event.actor ->> 'id' = (${moderatorId})::text
  )`
}

/** Returns those of the comments of which it is kept from a moderator what was made, with as what each is shown. */
export async function findKept(
  db: Db,
  { siteId, moderatorId }: { readonly siteId: string; readonly moderatorId: string },
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, ShownAs>> {
  if (commentIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; as: ShownAs }>`
    select id, ${shownAs(moderatorId)} as "as" from comment
    where site_id = ${siteId} and id = any(${commentIds}::uuid[]) and ${isKeptFrom(moderatorId)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row.as]))
}
