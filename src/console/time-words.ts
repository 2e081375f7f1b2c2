import type { Language, Texts } from './texts/texts.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 「3 分鐘」, 「2 小時」: the largest unit, rounded down, as a person says it. */
export function age(seconds: number, t: Texts['t']): string {
  if (seconds < MINUTE) return t('age.seconds', { count: whole(seconds) })
  if (seconds < HOUR) return t('age.minutes', { count: whole(seconds / MINUTE) })
  if (seconds < DAY) return t('age.hours', { count: whole(seconds / HOUR) })
  return t('age.days', { count: whole(seconds / DAY) })
}

/** 「18 分」, 「1 時 46 分」: for narrow places. */
export function shortAge(seconds: number, t: Texts['t']): string {
  if (seconds < MINUTE) return t('age.short.seconds', { count: whole(seconds) })
  if (seconds < HOUR) return t('age.short.minutes', { count: whole(seconds / MINUTE) })
  if (seconds >= DAY) return t('age.short.days', { count: whole(seconds / DAY) })
  const [hours, minutes] = [whole(seconds / HOUR), whole((seconds % HOUR) / MINUTE)]
  if (minutes === 0) return t('age.short.hours', { count: hours })
  return t('age.short.hours_minutes', { count: hours, minutes })
}

/** 「11/24 14:05」, in the moderator's own time zone. */
export function dateAndClock(time: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return format.format(new Date(time))
}

/** 「14:05」, in the moderator's own time zone. */
export function clock(time: number | string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return format.format(new Date(time))
}

function whole(value: number): number {
  return Math.max(0, Math.floor(value))
}
