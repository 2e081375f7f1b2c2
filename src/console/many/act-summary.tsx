import type { ComponentChildren } from 'preact'
import type { BulkView } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { age, dateAndClock } from '../time-words.ts'
import { ActTag } from './act-tag.tsx'
import { actTitle } from './act-title.ts'
import { leftOutText } from './outcome-text.ts'

interface Props {
  readonly act: BulkView
  readonly categories: CategoriesByCode
  readonly now: number
  readonly children: ComponentChildren
}

/** What is or was to be done, by whom, and what came of it. */
export function ActSummary({ act, categories, now, children }: Props) {
  const { t, language } = useTexts()
  const left = leftOutText(act.outcomes, t)
  return (
    <section class="panel act-summary" aria-labelledby="front">
      <h1 id="front" tabIndex={-1}>
        {actTitle(act, categories, t)} <ActTag state={act.state} />
      </h1>
      <p class="sub">
        {[
          t('acts.by', { name: act.proposedBy.name }),
          dateAndClock(act.proposedAt, language),
          t(`acts.source.${act.source.type}`),
        ].join(t('list.dot'))}
        {act.approvedBy && t('acts.approved_by', { name: act.approvedBy.name })}
      </p>
      {act.note !== null && <p class="sub">{t('acts.note', { note: act.note })}</p>}
      <div role="status">
        <p>{stateText(act, now, t)}</p>
        {left !== '' && <p class="sub">{t('acts.left_out', { left })}</p>}
      </div>
      {children}
    </section>
  )
}

function stateText(act: BulkView, now: number, t: ReturnType<typeof useTexts>['t']): string {
  const { state, outcomes, undoOutcomes } = act
  if (state === 'proposed') {
    const left = age((Date.parse(act.expiresAt ?? '') - now) / 1000, t)
    return t(act.mayApprove ? 'acts.waits_for_you' : 'acts.waits', { left })
  }
  if (state === 'acted') return t(act.mayUndo ? 'acts.acted_undoable' : 'acts.acted', { count: outcomes.decided ?? 0 })
  if (state === 'undone') {
    const kept = (undoOutcomes.superseded ?? 0) + (undoOutcomes.withdrawn ?? 0)
    const values = { count: undoOutcomes.undone ?? 0, kept, name: act.undoneBy?.name ?? '' }
    return t(kept > 0 ? 'acts.undone_some' : 'acts.undone', values)
  }
  if (state === 'lapsed') return t('acts.lapsed')
  return t(state === 'withdrawn' ? 'acts.declined' : 'acts.expired', { name: act.withdrawnBy?.name ?? '' })
}
