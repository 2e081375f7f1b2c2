import { useMemo } from 'preact/hooks'
import type { BulkPreviewView } from '../../http/moderator/bulk/bulk-schemas.ts'
import { Numbers } from '../dashboard/panel.tsx'
import { useTexts } from '../texts/texts.ts'
import { clock, dateAndClock } from '../time-words.ts'
import { floodOf, minutesOf, placeIn } from './flood.ts'

/** More lines would push the comments themselves out of sight; the table names all. */
const LINES = 8

/** Which account wrote when: many at once look otherwise than one who repeats themselves. */
export function FloodTimeline({ rows }: { rows: BulkPreviewView['comments'] }) {
  const { t, language } = useTexts()
  const flood = useMemo(() => floodOf(rows), [rows])
  if (!flood || rows.length < 2) return null
  const { start, end, accounts } = flood
  const isOneDay = new Date(start).toDateString() === new Date(end).toDateString()
  const timeOf = (time: number | undefined) =>
    time === undefined ? '' : isOneDay ? clock(time, language) : dateAndClock(new Date(time).toISOString(), language)
  const label = t('flood.label', { accounts: accounts.length, minutes: minutesOf(flood), count: rows.length })
  return (
    <section class="flood" aria-labelledby="flood">
      <h2 class="h" id="flood">
        {label}
      </h2>
      <div class="lines" role="img" aria-label={label}>
        {accounts.slice(0, LINES).map(({ id, name, times }) => (
          <div key={id}>
            <span class="xs name">{name}</span>
            <span class="track">
              {times.map((time, place) => (
                <i key={place} style={{ left: `${placeIn(flood, time) * 100}%` }} />
              ))}
            </span>
            <span class="xs num">{times.length}</span>
          </div>
        ))}
        <div class="xs dim">
          <span />
          <span class="ends">
            <span>{timeOf(start)}</span>
            <span>{timeOf(end)}</span>
          </span>
          <span />
        </div>
      </div>
      {accounts.length > LINES && <p class="xs dim">{t('flood.more', { count: accounts.length - LINES })}</p>}
      <Numbers
        caption={label}
        heads={[t('many.col.author'), t('flood.count'), t('flood.first'), t('flood.last')]}
        rows={accounts.map(({ name, times }) => [name, times.length, timeOf(times[0]), timeOf(times.at(-1))])}
      />
    </section>
  )
}
