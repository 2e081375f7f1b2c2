import { fill, type Texts } from './texts/texts.ts'

const MINUTE_MS = 60_000

/** Says when something happened as a reader would, in the reader's own time zone: 剛剛, 5 分鐘前, 今天 09:05, 8 月 3 日. */
export function relativeTime(iso: string, now: Date, texts: Texts): string {
  const at = new Date(iso)
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE_MS)
  // A clock that runs behind the service's must not say "in 2 minutes".
  if (minutes < 1) return texts.justNow
  if (minutes < 60) return fill(texts.minutesAgo, { n: minutes })
  if (minutes < 6 * 60) return fill(texts.hoursAgo, { n: Math.floor(minutes / 60) })
  const clock = clockTime(iso)
  if (isSameDay(at, now)) return fill(texts.todayAt, { clock })
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (isSameDay(at, yesterday)) return fill(texts.yesterdayAt, { clock })
  const date = { year: at.getFullYear(), month: texts.months.split(' ')[at.getMonth()] ?? '', day: at.getDate() }
  return fill(at.getFullYear() === now.getFullYear() ? texts.dayOfYear : texts.fullDate, date)
}

/** The time of day, as in 10:41. */
export function clockTime(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 5)
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}
