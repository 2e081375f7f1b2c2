import type { CategoriesByCode } from '../card/category-label.tsx'
import { categoryName } from '../card/category-label.tsx'
import { isVeiledCategory } from '../care/veil.ts'
import { Marked } from '../texts/marked.tsx'
import { type Texts, useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'
import type { ReviewState, Sent } from './review-state.ts'

interface Props {
  readonly state: ReviewState
  readonly categories: CategoriesByCode
  readonly onRetry: () => void
}

/** The server does not answer: says so, stops, and lists what it has confirmed and what it has not. */
export function Offline({ state, categories, onRetry }: Props) {
  const { t, language } = useTexts()
  const { outage, unsent, confirmed } = state
  if (!outage) return null
  return (
    <section class="offline">
      <div class="strip">
        <span role="alert">
          <b>{t(outage.cause === 'server' ? 'offline.server' : 'offline.title')}</b>
        </span>
        <span>{t('offline.since', { time: clock(outage.since, language), attempts: outage.attempts })}</span>
        <button type="button" class="btn sm push" onClick={onRetry}>
          {t('offline.retry')}
        </button>
      </div>
      {(unsent !== null || confirmed.length > 0) && (
        <ul class="sent" aria-label={t('offline.list')}>
          {unsent && <SentRow sent={unsent} isConfirmed={false} categories={categories} />}
          {confirmed.map((sent) => (
            <SentRow key={sent.at} sent={sent} isConfirmed={true} categories={categories} />
          ))}
        </ul>
      )}
      <p class="sm sub">
        <Marked text={t(unsent ? 'offline.unsent' : 'offline.text')} />
      </p>
    </section>
  )
}

interface RowProps {
  readonly sent: Sent
  readonly isConfirmed: boolean
  readonly categories: CategoriesByCode
}

function SentRow({ sent, isConfirmed, categories }: RowProps) {
  const { t, language } = useTexts()
  return (
    <li>
      <span class={isConfirmed ? 'tag ok' : 'tag warn'}>
        {t(isConfirmed ? 'offline.mark.confirmed' : 'offline.mark.unsent')}
      </span>
      <span class={isVeiledCategory(sent.intent.category) ? 'veiled' : undefined}>{sentText(sent, categories, t)}</span>
      <span class="dim num">{clock(sent.at, language)}</span>
    </li>
  )
}

function sentText({ intent, text }: Sent, categories: CategoriesByCode, t: Texts['t']): string {
  if (intent.kind === 'publish') return t('offline.publish', { text })
  return t('offline.reject', { name: intent.category === null ? '' : categoryName(intent.category, categories), text })
}
