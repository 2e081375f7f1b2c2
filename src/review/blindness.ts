import { type AliasedRawBuilder, sql } from 'kysely'
import type { Status } from '../moderation/life-cycle.ts'
import { isKeptFrom } from '../storage/kept-from.ts'
import { askedAbout } from '../storage/second-reviews.ts'

/**
 * The column of `comment` that is `null` but where it is kept from the viewer what was made of it: there the status that it
 * had before the decision that they may be asked about, by which it is to be shown.
 */
export function blindnessOf(viewerId: string | undefined): AliasedRawBuilder<Status | null, 'blindBefore'> {
  if (viewerId === undefined) return sql<null>`null::text`.as('blindBefore')
  const before = askedAbout(sql`comment.site_id, comment.id`)
  return sql<Status | null>`case when ${isKeptFrom(viewerId)} then coalesce((${before}), 'held') end`.as('blindBefore')
}
