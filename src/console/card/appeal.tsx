import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { intentText } from '../review/act-text.ts'
import type { Intent } from '../review/review-state.ts'
import { useTexts } from '../texts/texts.ts'
import { age, dateAndClock } from '../time-words.ts'
import type { CategoriesByCode } from './category-name.ts'

interface Props {
  readonly appeal: NonNullable<CommentView['appeal']>
  readonly decisions: CommentView['decisions']
  readonly categories: CategoriesByCode
  readonly now: number
  readonly isVeiled: boolean
}

/** What the author says against a decision, which decision it is, and until when they were promised an answer. */
export function Appeal({ appeal, decisions, categories, now, isVeiled }: Props) {
  const { t, language } = useTexts()
  const { reason, decisionId, dueAt, outcome, nobodyLeft } = appeal
  const decision = decisions.find(({ id }) => id === decisionId)
  const left = (Date.parse(dueAt) - now) / 1000
  const at = dateAndClock(dueAt, language)
  return (
    <section class="complaint appeal" aria-labelledby="h-appeal">
      <h2 class="h" id="h-appeal">
        {t(outcome === null ? 'appeal.title' : 'appeal.settled')}
        {outcome === null ? (
          <span class={left < 0 ? 'more xs late' : 'more xs dim'}>
            {t(left < 0 ? 'appeal.late' : 'appeal.promised', { at, age: age(Math.abs(left), t) })}
          </span>
        ) : (
          <span class={outcome === 'overturned' ? 'tag ok' : 'tag'}>{t(`appeal.${outcome}`)}</span>
        )}
      </h2>
      {/* An author may repeat what was refused. */}
      <blockquote class={isVeiled ? 'veiled' : ''} aria-hidden={isVeiled} dir="auto">
        {reason}
      </blockquote>
      {nobodyLeft !== null && <p class="hint warn">{nobodyLeft}</p>}
      {decision && <Appealed decision={decision} categories={categories} />}
    </section>
  )
}

interface AppealedProps {
  readonly decision: CommentView['decisions'][number]
  readonly categories: CategoriesByCode
}

function Appealed({ decision, categories }: AppealedProps) {
  const { t, language } = useTexts()
  const { kind, category, decidedBy, decidedAt, note, message } = decision
  const who = decidedBy === 'policy' ? t('actor.policy') : decidedBy
  return (
    <dl class="appealed">
      <dt>{t('appeal.of')}</dt>
      <dd>
        <b>{intentText({ kind: kind as Intent['kind'], category }, categories, t)}</b>{' '}
        <span class="xs dim">{t('appeal.by', { who, at: dateAndClock(decidedAt, language) })}</span>
        {note !== null && <p>{t('appeal.note', { note })}</p>}
        {message !== null && <p class="sub">{t('appeal.message', { message })}</p>}
      </dd>
    </dl>
  )
}
