import { useEffect, useState } from 'preact/hooks'
import type { SanctionView, StandingView } from '../../http/moderator/sanction-schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { categoryName } from '../card/category-name.ts'
import { type Texts, useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import type { Acting } from './acting.ts'
import { ImposeDialog } from './impose-dialog.tsx'
import { LiftDialog } from './lift-dialog.tsx'

interface Props {
  readonly standing: StandingView
  readonly commentId: string
  readonly name: string
  readonly suggestion: string | null
  readonly categories: CategoriesByCode
  /** Nothing for who may not act, and where a comment is judged blind. */
  readonly acting: Acting | undefined
}

/** What measures were taken against the author, what they read of it, and what may be done. */
export function Standing({ standing, commentId, name, suggestion, categories, acting }: Props) {
  const { t } = useTexts()
  const [told, setTold] = useState<StandingView | null>(null)
  const [open, setOpen] = useState<SanctionView | 'impose' | null>(null)
  // What comes in later knows of the own act too.
  useEffect(() => setTold(null), [standing])
  const { sanctions } = told ?? standing
  const close = (next?: StandingView) => {
    if (next) setTold(next)
    setOpen(null)
  }
  return (
    <div class="standing">
      <h3 class="sm">{t('standing.title')}</h3>
      {sanctions.length === 0 && <p class="none sm">{t('standing.none')}</p>}
      <ul>
        {sanctions.map((sanction) => (
          <li key={sanction.id}>
            <Sanction sanction={sanction} categories={categories} />
            {acting && sanction.isInForce && (sanction.isShort || acting.isLead) && (
              <button type="button" class="btn sm" onClick={() => setOpen(sanction)}>
                {t('standing.lift')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {acting && (
        <button type="button" class="btn sm" onClick={() => setOpen('impose')}>
          {t('standing.open')}
        </button>
      )}
      {acting && open === 'impose' && (
        <ImposeDialog {...{ acting, commentId, name, suggestion, categories }} onClose={close} />
      )}
      {acting && open !== null && open !== 'impose' && <LiftDialog acting={acting} sanction={open} onClose={close} />}
    </div>
  )
}

function liftedText({ by, reason }: NonNullable<SanctionView['lifted']>, t: Texts['t']): string {
  return reason === null ? t('standing.lifted_on_appeal', { by }) : t('standing.lifted', { by, reason })
}

function Sanction({ sanction, categories }: { sanction: SanctionView; categories: CategoriesByCode }) {
  const { t, language } = useTexts()
  const { measure, category, imposedBy, imposedAt, until, lifted, isInForce, notice } = sanction
  return (
    <div class={isInForce ? '' : 'dim'}>
      <b class="sm">
        {t(`standing.measure.${measure}`)}
        {t('list.dot')}
        {categoryName(category, categories)}
      </b>{' '}
      <span class="xs dim">
        {t('standing.imposed', { by: imposedBy, at: dateAndClock(imposedAt, language) })}
        {until !== null && t('list.dot') + t('standing.until', { at: dateAndClock(until, language) })}
        {!isInForce && lifted === null && t('list.dot') + t('standing.over')}
      </span>
      {isInForce && (
        <p class="xs sub">
          {t('standing.reads')}
          <q>{notice}</q>
        </p>
      )}
      {lifted && <p class="xs dim">{liftedText(lifted, t)}</p>}
    </div>
  )
}
