import { useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { CategoriesByCode } from '../card/category-label.tsx'
import { CommentCard } from '../card/comment-card.tsx'
import { useTexts } from '../texts/texts.ts'
import { CategoryPicker } from './category-picker.tsx'
import { CodeList } from './code-list.tsx'
import { DecisionBar } from './decision-bar.tsx'
import type { Desk } from './desk.ts'
import { Empty } from './empty.tsx'
import type { Action } from './keyboard.ts'
import { Notice } from './notice.tsx'
import { Offline } from './offline.tsx'
import type { Review } from './review.ts'
import type { ReviewState } from './review-state.ts'
import { Side } from './side.tsx'
import { useLease } from './use-lease.ts'

interface Props {
  readonly state: ReviewState
  readonly review: Review
  readonly serverNow: () => number
  readonly categories: readonly CategoryView[]
  readonly byCode: CategoriesByCode
  readonly desk: Desk
  readonly isBlurOn: boolean
  /** Why the card is blurred; empty for most. */
  readonly veiled: readonly string[]
  readonly suggestion: CategoryView | undefined
  readonly displayName: string
  readonly note: string
  readonly onNote: (note: string) => void
  readonly onAction: (action: Action) => void
  readonly onReject: (code: string) => void
}

export function Center(props: Props) {
  const { state, review, serverNow, byCode, desk, suggestion, displayName, note, onAction } = props
  const { t } = useTexts()
  const { phase, remark } = state
  const onTick = useLease(review, phase.kind === 'card' ? phase.card.lease.seconds : 0)
  const card = phase.kind === 'card' ? phase.card : null
  const closeDrawer = () => {
    onAction({ type: 'drawer' })
    // The button that was pressed is no longer shown.
    document.querySelector<HTMLElement>('[aria-controls="side"]')?.focus()
  }
  return (
    <main class={desk.isDrawerOpen && card ? 'center with-drawer' : 'center'}>
      <div class="notices">
        <Offline state={state} categories={byCode} onRetry={() => void review.reconnect()} />
        {remark?.kind === 'refused' && (
          <p class="err" role="alert">
            {remark.message || t('refused.unknown')}
          </p>
        )}
        <p class="vh" role="status">
          {remark?.kind === 'renewed' ? t('lease.renewed') : announcement(props, t)}
        </p>
      </div>
      {phase.kind === 'card' && <h1 class="vh">{t('menu.review')}</h1>}
      {phase.kind === 'claiming' && <p class="whole dim">{state.outage ? '' : t('loading')}</p>}
      {phase.kind === 'empty' && <Empty others={state.queue?.held ?? 0} />}
      {(phase.kind === 'lost' || phase.kind === 'decided') && (
        <Notice phase={phase} note={note} categories={byCode} onNext={() => void review.next()} />
      )}
      {phase.kind === 'card' && (
        <>
          <CommentCard
            key={phase.card.comment.id}
            card={phase.card}
            categories={byCode}
            isReady={phase.isReady}
            isSending={phase.sending !== null}
            cameBack={phase.cameBack}
            isNormalizedWhole={desk.isNormalizedWhole}
            isBlurOn={props.isBlurOn}
            veiled={props.veiled}
            veil={desk.veil}
            onToggleVeil={() => onAction({ type: 'veil' })}
            onToggleNormalized={() => onAction({ type: 'normalized' })}
            serverNow={serverNow}
            onTick={onTick}
          />
          <Deciding key={`decide-${phase.card.comment.id}`} {...props} />
        </>
      )}
      <Side card={card} suggestion={suggestion} displayName={displayName} onClose={closeDrawer} />
    </main>
  )
}

function Deciding({ state, categories, desk, suggestion, note, onNote, onAction, onReject }: Props) {
  const [looked, setLooked] = useState<CategoryView | undefined>(undefined)
  const back = () => onAction({ type: 'back' })
  return (
    <DecisionBar
      isOffline={state.outage !== null}
      suggestion={suggestion}
      looked={desk.picker === 'closed' ? undefined : looked}
      isPicking={desk.picker !== 'closed'}
      isNoteOpen={desk.isNoteOpen}
      isDrawerOpen={desk.isDrawerOpen}
      note={note}
      onNote={onNote}
      onAction={onAction}
    >
      {desk.picker === 'fixed' && (
        <CategoryPicker
          categories={categories}
          suggestion={suggestion}
          onChoose={onReject}
          onLook={setLooked}
          onAll={() => onAction({ type: 'all_codes' })}
          onBack={back}
        />
      )}
      {desk.picker === 'all' && (
        <CodeList categories={categories} onChoose={onReject} onLook={setLooked} onBack={back} />
      )}
    </DecisionBar>
  )
}

function announcement({ state, suggestion }: Props, t: ReturnType<typeof useTexts>['t']): string {
  if (state.phase.kind !== 'card') return ''
  const verdict = t(`verdict.${state.phase.card.screening.verdict}`)
  return t('card.next', { verdict, suggestion: suggestion?.name ?? t('card.no_suggestion') })
}
