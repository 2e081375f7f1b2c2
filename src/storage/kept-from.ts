import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { rolesWith } from '../moderation/rights.ts'
import type { Db } from './database.ts'
import { isBlindTo } from './second-reviews.ts'

/**
 * As what somebody is shown a comment from whom it is kept what was made of it: one that waits for a second look, or, a
 * training card that they have yet to answer, one that is held.
 */
export type ShownAs = 'second' | 'held'

/** The condition on `comment` that a moderator must not be shown what was made of it. */
export function isKeptFrom(moderatorId: string): RawBuilder<SqlBool> {
  return sql`(${isBlindTo(moderatorId)} or ${isUnanswered(moderatorId)})`
}

/** The column of `comment` that tells as what it is shown, `null` where nothing is kept from the moderator. */
export function shownAs(moderatorId: string): RawBuilder<ShownAs | null> {
  return sql`case when ${isBlindTo(moderatorId)} then 'second' when ${isUnanswered(moderatorId)} then 'held' end`
}

/** Of training: whoever makes the cards knows them, and whoever held or decided the comment never gets it as one. */
function isUnanswered(moderatorId: string): RawBuilder<SqlBool> {
  return sql`exists (
    select from training_card as card
    join training_mode as mode on mode.site_id = card.site_id and mode.moderator_id = ${moderatorId}
    join moderator as trainee on trainee.site_id = card.site_id and trainee.id = mode.moderator_id
    where card.site_id = comment.site_id and card.comment_id = comment.id and card.retired_at is null
      and trainee.role <> all(${rolesWith('see_decisions')}) and not exists (
        select from training_turn as turn
        where turn.site_id = card.site_id and turn.moderator_id = mode.moderator_id
          and turn.comment_id = card.comment_id and answered_at is not null
      ) and not exists (
        select from decision
        where decision.site_id = card.site_id and decision.comment_id = card.comment_id
          and decision.moderator_id = mode.moderator_id
      ) and not exists (
        select from event
        where event.site_id = card.site_id and event.comment_id = card.comment_id and type = 'lease.claimed'
          and actor ->> 'id' = mode.moderator_id::text
      )
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
