import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import type { EntryPrecisions, StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import type { Reply, Send } from './request.ts'

/** The site in numbers. */
export interface StatisticsApi {
  /** Of so many days of the site, today among them. */
  statistics(days: number): Promise<Reply<StatisticsView>>
  /** How often each entry and rule was right lately, of those that were decided often enough to tell. */
  entryPrecision(): Promise<Reply<EntryPrecisions>>
  /** How far moderators agree, and what became of appeals. */
  quality(days: number): Promise<Reply<QualityView>>
}

interface Surroundings {
  readonly send: Send
  readonly serverNow: () => number
}

const DAY_MS = 86_400_000

export function createStatisticsApi({ send, serverNow }: Surroundings): StatisticsApi {
  return {
    statistics: (days) => send('GET', `/statistics?from=${siteDay(serverNow() - (days - 1) * DAY_MS)}`),
    entryPrecision: () => send('GET', '/statistics/entries'),
    quality: (days) => send('GET', `/quality?days=${days}`),
  }
}

/** The server counts days in the time of the site, which has no summer time. */
function siteDay(time: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(time)
}
