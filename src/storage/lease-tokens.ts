import { type RawBuilder, sql } from 'kysely'

/** One comment with the token under which it is held. */
export interface LeaseToken {
  readonly commentId: string
  readonly leaseToken: string
}

/** The condition on a row of a comment's lease, by its own token; the holder's other ones are left alone. */
export function isAmong(commentId: RawBuilder<unknown>, leases: readonly LeaseToken[] | 'all') {
  if (leases === 'all') return sql`true`
  const ids = leases.map((lease) => lease.commentId)
  const tokens = leases.map(({ leaseToken }) => leaseToken)
  return sql`(${commentId}, lease_token) in (select * from unnest(${ids}::uuid[], ${tokens}::uuid[]))`
}
