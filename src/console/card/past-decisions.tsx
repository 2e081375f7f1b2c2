import type { ComponentChildren } from 'preact'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { intentText } from '../review/act-text.ts'
import type { Intent } from '../review/review-state.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import type { CategoriesByCode } from './category-name.ts'

type Past = CommentView['decisions'][number]

interface Props {
  readonly decisions: CommentView['decisions']
  readonly categories: CategoriesByCode
  /** What may be done about one that is in force. */
  readonly children?: (decision: Past) => ComponentChildren
}

/** What was decided before, the newest first; what was taken back stays in sight. */
export function PastDecisions({ decisions, categories, children }: Props) {
  const { t } = useTexts()
  if (decisions.length === 0) return null
  const newest = [...decisions].reverse()
  const inForce = newest.find(({ undone }) => undone === null)
  return (
    <section>
      <h2 class="h">{t('past.title')}</h2>
      <ul class="past-decisions">
        {newest.map((decision) => (
          <li key={decision.id} class={decision.undone ? 'undone' : ''}>
            <Decision decision={decision} categories={categories} />
            {decision === inForce && children?.(decision)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decision({ decision, categories }: { decision: Past; categories: CategoriesByCode }) {
  const { t, language } = useTexts()
  const { kind, category, decidedBy, decidedAt, note, message, undone } = decision
  const who = decidedBy === 'policy' ? t('actor.policy') : decidedBy
  return (
    <>
      <b>{intentText({ kind: kind as Intent['kind'], category }, categories, t)}</b>
      <span class="xs dim">
        {who}
        {t('list.dot')}
        <time dateTime={decidedAt}>{dateAndClock(decidedAt, language)}</time>
      </span>
      {note !== null && <span class="sm">{t('past.note', { note })}</span>}
      {message !== null && <span class="sm sub">{t('past.message', { message })}</span>}
      {undone && <span class="sm">{t('past.undone', { by: undone.by, at: dateAndClock(undone.at, language) })}</span>}
    </>
  )
}
