import { sql } from 'kysely'

/** The columns of a comment that nobody holds. */
export const NO_LEASE = { lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null } as const

/** The same, as what an `update comment set` says of them. */
export const SET_NO_LEASE = sql.raw(
  Object.keys(NO_LEASE)
    .map((column) => `${column} = null`)
    .join(', '),
)
