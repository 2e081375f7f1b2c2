import { useTexts } from '../texts/texts.ts'
import type { QueueName } from './queue-name.ts'
import type { ReviewState } from './review-state.ts'

/** Nobody is given here what they have judged before. */
const NOT_FOR_ALL: readonly QueueName[] = ['appeals', 'second', 'escalated']

/** Nothing is left to claim in this queue: what colleagues hold, and where else something waits. */
export function Empty({ state }: { state: ReviewState }) {
  const { t } = useTexts()
  const { counts, queue } = state
  const held = counts?.queues.find((one) => one.queue === queue)?.waiting ?? 0
  const others = counts?.queues.filter((one) => one.queue !== queue && one.waiting > 0) ?? []
  return (
    <div class="whole">
      <div class="msg">
        <svg
          viewBox="0 0 88 66"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <path d="M18 40V12h52v28" />
          <path d="M8 40h20l5 8h22l5-8h20v18H8z" />
          <path d="m35 25 7 7 13-14" stroke="var(--ok)" stroke-width="3" stroke-linecap="round" />
        </svg>
        <h1 id="front" tabIndex={-1}>
          {t('empty.title')}
        </h1>
        <p>
          {held > 0
            ? t(NOT_FOR_ALL.includes(queue) ? 'empty.not_yours' : 'empty.others', { count: held })
            : t('empty.queue', { queue: t(`queue.${queue}`) })}
        </p>
        {others.length > 0 && (
          <div class="elsewhere">
            {others.map((one) => (
              <a key={one.queue} href={`#review/${one.queue}`}>
                {t(`queue.${one.queue}`)} <b>{one.waiting}</b>
              </a>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
