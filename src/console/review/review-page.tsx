import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { PrecisionContext, useMeasured } from '../card/precision.ts'
import { useTexts } from '../texts/texts.ts'
import { createActions } from './actions.ts'
import { senseOf } from './card-sense.ts'
import { Center } from './center.tsx'
import type { Desk } from './desk.ts'
import { focusFront } from './focus-front.ts'
import { Help } from './help.tsx'
import type { View } from './keyboard.ts'
import { type NoteDraft, noteFor } from './note-draft.ts'
import type { QueueName } from './queue-name.ts'
import { Queues } from './queues.tsx'
import type { Review } from './review.ts'
import { type Phase, phaseOf } from './review-state.ts'
import { useCategories } from './use-categories.ts'
import { useDesk } from './use-desk.ts'
import { useKeyboard } from './use-keyboard.ts'
import { useMacros } from './use-macros.ts'
import { useReviewState } from './use-review.ts'

/** As in styles/side.css: from here down the drawer hides the card. */
const NARROW = '(max-width: 640px)'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly queue: QueueName
  readonly moderator: SessionView['moderator']
  readonly noteDraft: NoteDraft | null
  readonly onNoteDraft: (draft: NoteDraft) => void
  readonly areSingleKeysOn: boolean
  readonly isBlurOn: boolean
}

export function ReviewPage(props: Props) {
  const { api, review, queue, moderator, noteDraft, onNoteDraft, areSingleKeysOn, isBlurOn } = props
  const { t, language } = useTexts()
  const state = useReviewState(review)
  const phase = phaseOf(state)
  const { categories, byCode } = useCategories(api, { language, isOnline: state.outage === null })
  const macros = useMacros(api, state.outage === null)
  const measured = useMeasured(api, state.outage === null)
  const { username, rights } = moderator
  const commentId = 'card' in phase ? phase.card.comment.id : null
  const front = `${phase.kind} ${commentId}`
  const { desk, setDesk } = useDesk(front)
  const note = noteFor(noteDraft, commentId, username)
  const card = phase.kind === 'card' ? phase.card : null
  const isLead = rights.includes('lead')
  const sense = useMemo(
    () => (card ? senseOf(card, { categories, macros, isBlurOn, isLead }, t) : undefined),
    [card, categories, macros, isBlurOn, language],
  )
  const actions = createActions({
    review,
    sense: state.outage === null ? sense : undefined,
    desk,
    setDesk,
    note,
    openQueues: state.counts?.queues.map((one) => one.queue) ?? [],
    onQueue: (name) => location.assign(`#review/${name}`),
    t,
  })

  useEffect(() => void review.choose(queue), [queue])
  useLayoutEffect(focusFront, [front])
  useTitle(state.counts?.queues.find((one) => one.queue === state.queue)?.waiting, t(`queue.${state.queue}`))
  useKeyboard({ view: () => viewOf(phase, desk), areSingleKeysOn, onAction: actions.onAction })

  function onNote(text: string) {
    if (commentId === null) return
    onNoteDraft({ commentId, username, text })
    // A note that came back was not asked for; emptied, it must not vanish from under the writer.
    setDesk((now) => ({ ...now, form: 'note' }))
  }

  return (
    <div class="work">
      <Queues state={state} isChoosing={desk.isChoosingQueue} serverNow={api.serverNow} />
      <PrecisionContext.Provider value={measured}>
        <Center
          {...{ api, review, state, phase, sense, byCode, desk, note, moderator, isBlurOn, actions, onNote }}
          onLook={({ code }) => setDesk((now) => ({ ...now, looked: code }))}
        />
      </PrecisionContext.Provider>
      {desk.isHelpOpen && (
        <Help areSingleKeysOn={areSingleKeysOn} onClose={() => setDesk((now) => ({ ...now, isHelpOpen: false }))} />
      )}
    </div>
  )
}

function useTitle(waiting: number | undefined, queue: string): void {
  const { t } = useTexts()
  useEffect(() => {
    document.title = waiting === undefined ? t('brand') : `${queue} ${waiting}${t('list.dot')}${t('brand')}`
  }, [waiting, queue])
}

function viewOf(phase: Phase, desk: Desk): View {
  if (desk.isHelpOpen) return 'help'
  if (desk.isChoosingQueue) return 'queues'
  if (phase.kind !== 'card') return 'idle'
  if (desk.picker === 'all') return 'codes'
  if (desk.picker === 'fixed') return 'picker'
  if (desk.picker !== 'closed') return desk.picker
  return desk.isDrawerOpen && matchMedia(NARROW).matches ? 'drawer' : 'card'
}
