import type { QueueView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { shortAge } from '../time-words.ts'

export function Queues({ queue }: { queue: QueueView | null }) {
  const { t } = useTexts()
  return (
    <nav class="queues" aria-label={t('queue.title')}>
      <h2>{t('queue.title')}</h2>
      <a class="q" href="/console/" aria-current="page">
        <b>{t('queue.held')}</b>
        <span class="n">{queue?.held ?? '–'}</span>
        <span class="age">
          {queue &&
            (queue.oldestSeconds === null
              ? t('queue.none')
              : t('queue.oldest', { age: shortAge(queue.oldestSeconds, t) }))}
        </span>
      </a>
      <div class="foot">
        <dl class="shift">
          <dt>{t('shift.decided')}</dt>
          <dd>{queue ? t('shift.count', { count: queue.decidedToday }) : '–'}</dd>
        </dl>
      </div>
    </nav>
  )
}
