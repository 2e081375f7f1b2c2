import type { ModelsView } from '../../http/moderator/model-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

/** What was done with the models, by whom, the last first. */
export function ModelLog({ events }: { events: ModelsView['events'] }) {
  const { t, language } = useTexts()
  return (
    <section aria-labelledby="models-log">
      <h2 class="h" id="models-log">
        {t('models.log')}
      </h2>
      <ul class="log">
        {events.map(({ version, type, at, moderator }) => (
          <li key={`${at} ${version} ${type}`}>
            <time dateTime={at}>{dateAndClock(at, language)}</time> {moderator ?? t('models.by_machine')}{' '}
            <b>{t(`models.event.${type}`)}</b> <code>{version}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
