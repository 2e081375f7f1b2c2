import type { TrainingResults } from '../../http/moderator/training-schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { intentText } from '../review/act-text.ts'
import type { Intent } from '../review/review-state.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { TrainingText } from './training-text.tsx'

interface Props {
  readonly results: TrainingResults
  readonly categories: CategoriesByCode
}

/** What was answered, beside what was right and why; the last first. */
export function ResultList({ results: { answered, right, results }, categories }: Props) {
  const { t, language } = useTexts()
  if (answered === 0) return <p class="dim">{t('training.no_results')}</p>
  const said = (kind: string, category: string | null) =>
    intentText({ kind: kind as Intent['kind'], category }, categories, t)
  return (
    <>
      <p>
        <b>{t('training.results', { answered, right })}</b>
      </p>
      <ul class="wording-list">
        {results.map((one) => (
          <li key={one.commentId}>
            <TrainingText text={one.text} category={one.rightCategory} />
            <p class="sm">
              <span class={one.isRight ? 'tag ok' : 'tag warn'}>
                {t(one.isRight ? 'training.right' : 'training.wrong')}
              </span>{' '}
              {t('training.yours', { act: said(one.kind, one.category) })}
              {t('list.dot')}
              {t('training.answer', { act: said(one.rightKind, one.rightCategory) })}
              {t('list.dot')}
              <time class="dim" dateTime={one.answeredAt}>
                {dateAndClock(one.answeredAt, language)}
              </time>
            </p>
            <p class="sub sm">{t('training.because', { because: one.because })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
