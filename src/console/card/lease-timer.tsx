import { useEffect, useState } from 'preact/hooks'
import type { Lease } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'

const RADIUS = 14
const CIRCUMFERENCE = 2 * Math.PI * RADIUS

interface Props {
  readonly lease: Lease
  readonly serverNow: () => number
}

/** The time left of the lease; said aloud at two minutes and at thirty seconds only. */
export function LeaseTimer({ lease, serverNow }: Props) {
  const { t } = useTexts()
  const left = () => Math.max(0, Math.ceil((Date.parse(lease.expiresAt) - serverNow()) / 1000))
  const [, redraw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => redraw((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [lease])
  const seconds = left()
  const minutes = Math.floor(seconds / 60)
  const drawn = Math.min(1, seconds / lease.seconds) * CIRCUMFERENCE
  return (
    <span
      class={seconds <= 120 ? 'push lease late' : 'push lease'}
      role="timer"
      aria-label={t('lease.left', { minutes, seconds: seconds % 60 })}
    >
      <svg viewBox="0 0 34 34" aria-hidden="true">
        <circle class="track" cx="17" cy="17" r={RADIUS} fill="none" stroke-width="4" />
        <circle
          class="left"
          cx="17"
          cy="17"
          r={RADIUS}
          fill="none"
          stroke-width="4"
          stroke-dasharray={`${drawn.toFixed(1)} ${CIRCUMFERENCE.toFixed(1)}`}
          stroke-linecap="round"
          transform="rotate(-90 17 17)"
        />
      </svg>
      <span>
        <b>
          {minutes}:{String(seconds % 60).padStart(2, '0')}
        </b>
        {t('lease.yours')}
      </span>
      <span class="vh" role="status">
        {spoken(seconds, t('lease.two_minutes'), t('lease.thirty_seconds'))}
      </span>
    </span>
  )
}

// The text stays the same until the next mark, so that it is read once.
function spoken(seconds: number, twoMinutes: string, thirtySeconds: string): string {
  if (seconds <= 30) return thirtySeconds
  return seconds <= 120 ? twoMinutes : ''
}
