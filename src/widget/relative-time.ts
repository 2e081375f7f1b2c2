import { fill, type Texts } from './texts/texts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Says when something happened as a reader would, in the reader's own time zone: 剛剛, 5 分鐘前, 今天 09:05, 8 月 3 日. */
export function relativeTime(iso: string, now: Date, texts: Texts): string {
  const at = new Date(iso)
  const elapsed = now.getTime() - at.getTime()
  // A clock that runs behind the service's must not say "in 2 minutes".
  if (elapsed < MINUTE) return texts.justNow
  if (elapsed < HOUR) return fill(texts.minutesAgo, { n: Math.floor(elapsed / MINUTE) })
  if (elapsed < 6 * HOUR) return fill(texts.hoursAgo, { n: Math.floor(elapsed / HOUR) })
  const clock = clockTime(iso)
  if (isSameDay(at, now)) return fill(texts.todayAt, { clock })
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (isSameDay(at, yesterday)) return fill(texts.yesterdayAt, { clock })
  const date = { year: at.getFullYear(), month: texts.months[at.getMonth()] ?? '', day: at.getDate() }
  return fill(at.getFullYear() === now.getFullYear() ? texts.dayOfYear : texts.fullDate, date)
}

/** The time of day, as in 10:41. */
export function clockTime(iso: string): string {
  const at = new Date(iso)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}
