import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { clock, dateAndClock } from '../time-words.ts'
import type { CategoriesByCode } from './category-name.ts'
import { eventText } from './event-text.ts'

interface Props {
  readonly events: CommentView['events']
  readonly displayName: string
  readonly categories: CategoriesByCode
}

/** What has happened to the comment, the oldest first. */
export function Timeline({ events, displayName, categories }: Props) {
  const { t, language } = useTexts()
  return (
    <section>
      <h2 class="h">{t('timeline.title')}</h2>
      <ol class="time">
        {events.map((event, place) => (
          <li key={place} class={place === events.length - 1 ? 'now' : ''}>
            <time dateTime={event.at} title={dateAndClock(event.at, language)}>
              {clock(event.at, language)}
            </time>
            <i />
            <span>
              {eventText(event, { displayName, categories, t })}
              <span class="mono">{event.type}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
