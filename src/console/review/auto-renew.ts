/** Whoever has not touched anything for so long has left the desk; the comment then goes to someone else. */
const ACTIVE_MS = 120_000
/** Renewed in the second half of the lease, and not at every tick when the server says no. */
const PAUSE_MS = 30_000

interface Moment {
  readonly secondsLeft: number
  readonly leaseSeconds: number
  readonly now: number
  readonly lastActiveAt: number
  readonly lastTriedAt: number
}

/** Tells whether a lease is to be renewed of itself now. */
export function isRenewalDue({ secondsLeft, leaseSeconds, now, lastActiveAt, lastTriedAt }: Moment): boolean {
  if (secondsLeft <= 0 || secondsLeft > leaseSeconds / 2) return false
  return now - lastActiveAt < ACTIVE_MS && now - lastTriedAt >= PAUSE_MS
}
