import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import type { Texts } from '../texts/texts.ts'

type Share = NonNullable<StatisticsView['verdicts']['pass']>

/** 「76.8 %」, or a dash of none. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`
}

/** 「62 中 12」: what a share is of. */
export function ofText(share: Pick<Share, 'count' | 'of'> | null, t: Texts['t']): string {
  return share === null ? t('statistics.none') : t('statistics.of', { count: share.count, of: share.of })
}

/** Of the appeals that were answered, how many were overturned; nothing of none. */
export function appealsOverturned({ appeals: { upheld, overturned } }: QualityView) {
  const of = upheld + overturned
  return of === 0 ? null : { count: overturned, of, share: overturned / of }
}

export function intervalText({ low, high }: Share, t: Texts['t']): string {
  return t('statistics.interval', { low: percent(low), high: percent(high) })
}

/** 「11/24」, or the hour where hours are shown. */
export function pointName(at: string): string {
  const [date = '', time = ''] = at.split(/[ T]/)
  return time === '' ? date.slice(5).replace('-', '/').replace(/^0/, '') : siteHour(at)
}

/** Hours are the site's, wherever the page is read. */
function siteHour(at: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' } as const
  return new Intl.DateTimeFormat('en', parts).format(new Date(at))
}

/** Returns the points in time of the whole span, so that a day on which nothing happened is seen; of hours, those counted. */
export function timeline({ unit, from, to, inflow, handling }: StatisticsView): readonly string[] {
  if (unit === 'hour') return [...new Set([...inflow, ...handling.series].map(({ at }) => at))].sort()
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

interface Along<T> {
  readonly series: readonly T[]
  readonly value: (one: T) => number | null
  readonly missing?: number | null
}

/** Returns one number of each point, `missing` where nothing was counted. */
export function along<T extends { readonly at: string }>(
  times: readonly string[],
  { series, value, missing = null }: Along<T>,
): readonly (number | null)[] {
  const byTime = new Map(series.map((one) => [one.at, value(one)]))
  return times.map((at) => byTime.get(at) ?? missing)
}
