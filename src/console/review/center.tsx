import type { CategoryView, SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { CommentCard } from '../card/comment-card.tsx'
import { useTexts } from '../texts/texts.ts'
import type { Actions } from './actions.ts'
import { Away } from './away.tsx'
import type { CardSense } from './card-sense.ts'
import { Deciding } from './deciding.tsx'
import type { Desk } from './desk.ts'
import { Empty } from './empty.tsx'
import { Notice } from './notice.tsx'
import { Offline } from './offline.tsx'
import type { Review } from './review.ts'
import type { Phase, ReviewState } from './review-state.ts'
import { Side } from './side.tsx'
import { Toast } from './toast.tsx'
import { Told } from './told.tsx'

export interface CenterProps {
  readonly api: ModeratorApi
  readonly review: Review
  readonly state: ReviewState
  readonly phase: Phase
  readonly sense: CardSense | undefined
  readonly byCode: CategoriesByCode
  readonly desk: Desk
  readonly note: string
  readonly moderator: SessionView['moderator']
  readonly isBlurOn: boolean
  readonly actions: Actions
  readonly onNote: (note: string) => void
  readonly onLook: (category: CategoryView) => void
}

export function Center(props: CenterProps) {
  const { review, state, phase, byCode, desk, note, moderator, actions, sense } = props
  const { t } = useTexts()
  const card = phase.kind === 'card' ? phase.card : null
  const closeDrawer = () => {
    actions.onAction({ type: 'drawer' })
    // The button that was pressed is no longer shown.
    document.querySelector<HTMLElement>('[aria-controls="side"]')?.focus()
  }
  return (
    <main class={desk.isDrawerOpen && card ? 'center with-drawer' : 'center'}>
      <div class="notices">
        <Offline state={state} categories={byCode} onRetry={() => void review.reconnect()} />
        <div role="status">
          {state.trained && (
            <Told trained={state.trained} categories={byCode} onClose={() => actions.onAction({ type: 'back' })} />
          )}
        </div>
        {state.remark?.kind === 'refused' && (
          <p class="err" role="alert">
            {state.remark.message || t('refused.unknown')}
          </p>
        )}
      </div>
      {phase.kind === 'claiming' && <p class="whole dim">{state.outage ? '' : t('loading')}</p>}
      {phase.kind === 'empty' && <Empty state={state} />}
      {phase.kind === 'away' && <Away onBack={() => void review.next()} />}
      {(phase.kind === 'lost' || phase.kind === 'decided') && (
        <Notice
          key={phase.card.comment.id}
          notice={phase}
          note={note}
          categories={byCode}
          onNext={() => void review.next()}
        />
      )}
      {phase.kind === 'card' && <FrontCard {...props} phase={phase} />}
      {sense && <Deciding key={`decide-${sense.card.comment.id}`} {...props} sense={sense} />}
      <Side
        card={card}
        suggestion={sense?.suggestion}
        categories={byCode}
        displayName={moderator.displayName}
        onClose={closeDrawer}
      />
      <Toast state={state} categories={byCode} onUndo={() => void review.undo()} />
    </main>
  )
}

function FrontCard(props: CenterProps & { readonly phase: Extract<Phase, { kind: 'card' }> }) {
  const { phase, sense, byCode, desk, isBlurOn, actions, api, state } = props
  return (
    <CommentCard
      key={phase.card.comment.id}
      card={phase.card}
      suggestion={sense?.suggestion}
      categories={byCode}
      mayDecide
      acting={{ api, isLead: props.moderator.rights.includes('lead') }}
      // Without categories a digit would choose nothing.
      isReady={phase.isReady && state.outage === null && byCode.size > 0}
      cameBack={phase.cameBack}
      isNormalizedWhole={desk.isNormalizedWhole}
      isBlurOn={isBlurOn}
      veiled={sense?.veiled ?? []}
      veil={desk.veil}
      onToggleVeil={() => actions.onAction({ type: 'veil' })}
      onToggleNormalized={() => actions.onAction({ type: 'normalized' })}
      onNotes={() => actions.onAction({ type: 'drawer' })}
      serverNow={api.serverNow}
    />
  )
}
