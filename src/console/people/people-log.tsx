import { useEffect, useState } from 'preact/hooks'
import type { AuditEvent, AuditPage, PeopleView } from '../../http/moderator/people/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { eventText } from './event-text.ts'

interface Props {
  readonly api: ModeratorApi
  /** Whenever these change, there is something new on record. */
  readonly people: PeopleView
  readonly onEnded: () => void
}

interface Shown {
  readonly events: readonly AuditEvent[]
  readonly nextCursor: string | null
}

/** What was done about people, the last first, page by page. */
export function PeopleLog({ api, people, onEnded }: Props) {
  const { t, language } = useTexts()
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<string | null>(null)

  async function load(cursor: string | null, before: readonly AuditEvent[]) {
    const reply = await api.audit(cursor)
    if (reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(reply.kind === 'ok' ? null : refusalText(reply, t))
    if (reply.kind === 'ok') setShown(joined(before, reply.value))
  }
  useEffect(() => void load(null, []), [people])

  return (
    <section aria-labelledby="h-log">
      <h2 class="h" id="h-log">
        {t('people.log')}
      </h2>
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      {shown?.events.length === 0 && <p class="dim">{t('people.log_none')}</p>}
      <ul class="log">
        {shown?.events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{dateAndClock(event.at, language)}</time> {eventText(event, t)}
          </li>
        ))}
      </ul>
      {shown && shown.nextCursor !== null && (
        <button type="button" class="btn sm" onClick={() => void load(shown.nextCursor, shown.events)}>
          {t('people.log_more')}
        </button>
      )}
    </section>
  )
}

function joined(before: readonly AuditEvent[], { events, nextCursor }: AuditPage): Shown {
  return { events: [...before, ...events], nextCursor }
}
