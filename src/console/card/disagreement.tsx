import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { intentText } from '../review/act-text.ts'
import type { Intent } from '../review/review-state.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import type { CategoriesByCode } from './category-name.ts'

type Differing = NonNullable<CommentView['disagreement']>

interface Props {
  readonly disagreement: Differing
  readonly categories: CategoriesByCode
}

/** Two opinions beside each other, neither before the other in weight. */
export function Disagreement({ disagreement, categories }: Props) {
  const { t } = useTexts()
  const { first, second, reason, leadDecisionId } = disagreement
  return (
    <section class="complaint differ" aria-labelledby="h-differ">
      <h2 class="h" id="h-differ">
        {t(leadDecisionId === null ? 'differ.title' : 'differ.settled')}
        <span class="more xs dim">{t(`differ.${reason}`)}</span>
      </h2>
      <div class="two">
        <Opinion opinion={first} title={t('differ.first')} categories={categories} />
        <Opinion opinion={second} title={t('differ.second')} categories={categories} />
      </div>
    </section>
  )
}

interface OpinionProps {
  readonly opinion: Differing['first']
  readonly title: string
  readonly categories: CategoriesByCode
}

function Opinion({ opinion: { kind, category, note, by, at }, title, categories }: OpinionProps) {
  const { t, language } = useTexts()
  return (
    <div>
      <p class="xs dim">
        {title}
        {t('list.dot')}
        {by}
        {t('list.dot')}
        <time dateTime={at}>{dateAndClock(at, language)}</time>
      </p>
      <p>
        <b>{intentText({ kind: kind as Intent['kind'], category }, categories, t)}</b>
      </p>
      {note !== null && <p class="sm">{t('past.note', { note })}</p>}
    </div>
  )
}
