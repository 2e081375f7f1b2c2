import { type AliasedRawBuilder, sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import { askedAbout, isBlindTo } from '../storage/second-reviews.ts'

/**
 * The column of `comment` that is `null` but where the viewer may still be asked to look at it a second time: there the
 * status that it had before the decision that this is about, by which it is to be shown.
 */
export function blindnessOf(viewerId: string | undefined): AliasedRawBuilder<Status | null, 'blindBefore'> {
  if (viewerId === undefined) return sql<null>`null::text`.as('blindBefore')
  const before = askedAbout(sql`comment.site_id, comment.id`)
  return sql<Status | null>`case when ${isBlindTo(viewerId)} then coalesce((${before}), 'held') end`.as('blindBefore')
}
