import type { TrainingView } from '../../http/moderator/training-schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { shortId } from '../card/short-id.ts'
import { intentText } from '../review/act-text.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { TrainingText } from './training-text.tsx'

interface Props {
  readonly card: TrainingView['cards'][number]
  readonly categories: CategoriesByCode
  readonly mayChange: boolean
  readonly onOpen: (what: 'edit' | 'retire') => void
}

/** One card with its answer, and how often that was found. */
export function KeptCard({ card, categories, mayChange, onOpen }: Props) {
  const { t, language } = useTexts()
  const { commentId, text, kind, category, because, madeBy, madeAt, answered, right } = card
  const name = shortId(commentId)
  return (
    <li>
      <TrainingText text={text} category={category} />
      <p class="sm">
        <span class={kind === 'publish' ? 'tag ok' : 'tag no'}>{intentText({ kind, category }, categories, t)}</span>{' '}
        {t('training.because', { because })}
      </p>
      <p class="dim sm">
        <a class="mono" href={`#comment/${commentId}`}>
          {name}
        </a>
        {t('list.dot')}
        {t('training.made', { by: madeBy, at: dateAndClock(madeAt, language) })}
        {t('list.dot')}
        {t('training.card_results', { answered, right })}
      </p>
      {mayChange && (
        <div class="acts">
          <button type="button" class="btn sm" onClick={() => onOpen('edit')}>
            {t('training.edit')} <span class="vh">{name}</span>
          </button>
          <button type="button" class="btn sm" onClick={() => onOpen('retire')}>
            {t('training.retire')} <span class="vh">{name}</span>
          </button>
        </div>
      )}
    </li>
  )
}
