/** The columns of a comment that nobody holds. */
export const NO_LEASE = { lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null } as const
