/** The clock by which a site's days begin and end, and by which its exports tell the time. China keeps one, all year. */
export const SITE_TIME_ZONE = 'Asia/Shanghai'

/** Ahead of UTC. */
export const SITE_HOURS_AHEAD = 8

const HOUR_MS = 3_600_000

/** Returns the day of the site in which a time lies, as `2026-11-28`. */
export function siteDay(at: Date): string {
  return siteTime(at).slice(0, 10)
}

/** Returns the time of the site as `2026-11-28 18:03:22`. */
export function siteTime(at: Date): string {
  return new Date(at.getTime() + SITE_HOURS_AHEAD * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Returns when a day of the site, as `2026-11-28`, begins. */
export function siteDayStart(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SITE_HOURS_AHEAD * HOUR_MS)
}
