/** Work without a pause, in milliseconds of one clock. */
export interface WorkTime {
  readonly startedAt: number
  readonly lastAt: number
}

/** Whoever does nothing for so long has had a break. */
export const PAUSE_MS = 5 * 60_000

/** The work after something was done now: it goes on, or begins anew after a pause. */
export function worked(time: WorkTime | null, now: number): WorkTime {
  if (time === null || now - time.lastAt >= PAUSE_MS) return { startedAt: now, lastAt: now }
  return { startedAt: time.startedAt, lastAt: now }
}

/** Tells whether so many minutes were worked without a pause that a break is due; 0 minutes are never due. */
export function isBreakDue(time: WorkTime | null, now: number, minutes: number): boolean {
  if (minutes === 0 || time === null || now - time.lastAt >= PAUSE_MS) return false
  return now - time.startedAt >= minutes * 60_000
}
