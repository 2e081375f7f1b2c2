import { useEffect, useState } from 'preact/hooks'
import { shortId } from '../card/short-id.ts'
import { useTexts } from '../texts/texts.ts'
import { clock, shortAge } from '../time-words.ts'
import { find } from './holding.ts'
import { QUEUE_NAMES } from './queue-name.ts'
import type { ReviewState } from './review-state.ts'
import { pressureOf, type QueueCount, queuesAt, usedUp } from './waiting.ts'

/** The ages on the page grow so often. */
const AGE_MS = 10_000

interface Props {
  readonly state: ReviewState
  /** G was pressed: the digits stand beside the queues. */
  readonly isChoosing: boolean
  readonly serverNow: () => number
}

export function Queues({ state, isChoosing, serverNow }: Props) {
  const { t } = useTexts()
  useTicking(AGE_MS)
  const queues = queuesAt(state.counts, serverNow())
  return (
    <nav class={isChoosing ? 'queues choosing' : 'queues'} aria-label={t('queue.title')}>
      <h2>
        {t('queue.title')}
        <span>
          <kbd>G</kbd> {t('queue.digit')}
        </span>
      </h2>
      {queues.map((one) => (
        <QueueLink key={one.queue} count={one} isCurrent={one.queue === state.queue} />
      ))}
      <p class="vh" role="status">
        {isChoosing ? t('queue.choose') : ''}
      </p>
      <Shift state={state} />
    </nav>
  )
}

function QueueLink({ count, isCurrent }: { count: QueueCount; isCurrent: boolean }) {
  const { t } = useTexts()
  const { queue, waiting, oldestSeconds, p95Seconds, targetMinutes, secondsLeft } = count
  const pressure = waiting === 0 ? 'calm' : pressureOf(count)
  return (
    <a class={`q ${pressure}`} href={`#review/${queue}`} aria-current={isCurrent ? 'page' : undefined}>
      <b>
        <kbd>{QUEUE_NAMES.indexOf(queue) + 1}</kbd>
        {t(`queue.${queue}`)}
      </b>
      <span class="n">{waiting}</span>
      {waiting === 0 || oldestSeconds === null ? (
        <span class="age">{t('queue.none')}</span>
      ) : (
        <>
          <span class="age">
            {pressure === 'overdue'
              ? t('queue.overdue', { age: shortAge(-(secondsLeft ?? 0), t) })
              : t('queue.oldest', { age: shortAge(oldestSeconds, t) })}
            <span class="lim">{t('queue.limit', { age: shortAge(targetMinutes * 60, t) })}</span>
          </span>
          {p95Seconds !== null && <span class="age p95">{t('queue.p95', { age: shortAge(p95Seconds, t) })}</span>}
          {secondsLeft !== null && secondsLeft >= 0 && (
            <span class="age left">{t('queue.left', { age: shortAge(secondsLeft, t) })}</span>
          )}
        </>
      )}
      <span class="sla" aria-hidden="true">
        <i style={{ width: `${Math.round(usedUp(count) * 100)}%` }} />
      </span>
    </a>
  )
}

/** What this moderator and their colleagues have done, without ranking anyone. */
function Shift({ state }: { state: ReviewState }) {
  const { t, language } = useTexts()
  const { decidedToday, isLive, outage, holding } = state
  // Whoever looks a second time is not told who looked first.
  const colleagues = state.colleagues.filter(({ commentId }) => !find(holding, commentId)?.isBlind)
  return (
    <div class="foot">
      <dl class="shift">
        <dt>{t('shift.decided')}</dt>
        <dd>{t('shift.count', { count: decidedToday })}</dd>
        <dt>{t('live.title')}</dt>
        <dd>{t(outage ? 'live.out' : isLive ? 'live.on' : 'live.polling')}</dd>
      </dl>
      {colleagues.length > 0 && (
        <ul class="colleagues" aria-label={t('colleagues.title')}>
          {colleagues.map(({ id, type, by, commentId, at }) => (
            <li key={id}>
              <a href={`#comment/${commentId}`}>{t(`colleagues.${type}`, { by, comment: shortId(commentId) })}</a>{' '}
              <time dateTime={at}>{clock(at, language)}</time>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function useTicking(milliseconds: number): void {
  const [, redraw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => redraw((count) => count + 1), milliseconds)
    return () => clearInterval(timer)
  }, [])
}
