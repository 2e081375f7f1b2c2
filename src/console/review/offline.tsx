import type { CategoriesByCode } from '../card/category-name.ts'
import { isVeiledCategory } from '../care/veil.ts'
import { Marked } from '../texts/marked.tsx'
import { useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'
import { actText, intentText } from './act-text.ts'
import type { ReviewState } from './review-state.ts'

const CONFIRMED_SHOWN = 2

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
    <section class="offline" aria-label={t('offline.title')}>
      <div class="strip">
        <span role="alert">
          <b>{t(outage.cause === 'server' ? 'offline.server' : 'offline.title')}</b>
        </span>
        <span>{t('offline.since', { time: clock(outage.since, language), attempts: outage.attempts })}</span>
        <button type="button" class="btn sm push" onClick={onRetry}>
          {t('offline.retry')}
        </button>
      </div>
      {(unsent.length > 0 || confirmed.length > 0) && (
        <ul class="sent" aria-label={t('offline.list')}>
          {unsent.map(({ act, card, at }) => (
            <Row
              key={card.comment.id}
              what={actText(act, categories, t)}
              text={card.comment.text}
              at={at}
              isVeiled={act.type === 'decide' && isVeiledCategory(act.intent.category)}
            />
          ))}
          {confirmed.slice(0, CONFIRMED_SHOWN).map(({ intent, card, decision }) => (
            <Row
              key={decision.id}
              what={intentText(intent, categories, t)}
              text={card.comment.text}
              at={decision.decidedAt}
              isVeiled={isVeiledCategory(intent.category)}
              isConfirmed
            />
          ))}
        </ul>
      )}
      <p class="sm sub">
        <Marked text={unsent.length > 0 ? t('offline.unsent', { count: unsent.length }) : t('offline.text')} />
      </p>
    </section>
  )
}

interface RowProps {
  readonly what: string
  readonly text: string
  readonly at: number | string
  readonly isVeiled: boolean
  readonly isConfirmed?: boolean
}

function Row({ what, text, at, isVeiled, isConfirmed = false }: RowProps) {
  const { t, language } = useTexts()
  return (
    <li>
      <span class={isConfirmed ? 'tag ok' : 'tag warn'}>
        {t(isConfirmed ? 'offline.mark.confirmed' : 'offline.mark.unsent')}
      </span>
      <span class={isVeiled ? 'veiled' : undefined}>{t('offline.row', { what, text })}</span>
      <span class="dim num">{clock(at, language)}</span>
    </li>
  )
}
