import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

/** What moderators wrote for each other about the comment. */
export function Notes({ notes }: { notes: CommentView['notes'] }) {
  const { t, language } = useTexts()
  return (
    <section>
      <h2 class="h">
        {t('notes.title')} <span class="more dim xs">{t('notes.about')}</span>
      </h2>
      {notes.length === 0 && <p class="none">{t('notes.none')}</p>}
      {notes.map(({ id, text, by, at }) => (
        <p class="note" key={id}>
          {text}
          <span class="xs dim">
            {by}
            {t('list.dot')}
            <time dateTime={at}>{dateAndClock(at, language)}</time>
          </span>
        </p>
      ))}
    </section>
  )
}
