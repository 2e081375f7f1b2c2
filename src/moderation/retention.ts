/** Six months, as 网络安全法 (2026: article 23) asks of logs, by the longest six months there are. */
export const RETENTION_DAYS = 184

/** Returns until when a text that nobody may see or use any more is kept. */
export function keptUntil(keptAt: Date): Date {
  return new Date(keptAt.getTime() + RETENTION_DAYS * 86_400_000)
}

/** Returns since when is kept what may be, at this time: what was put away before goes. */
export function keptSince(at: Date): Date {
  return new Date(at.getTime() - RETENTION_DAYS * 86_400_000)
}
