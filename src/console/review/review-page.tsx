import { useEffect, useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import { Center } from './center.tsx'
import { CLEAR_DESK, type Desk, forNextComment, rearranged } from './desk.ts'
import { Help } from './help.tsx'
import type { Action, View } from './keyboard.ts'
import { Queues } from './queues.tsx'
import type { Review } from './review.ts'
import type { Phase } from './review-state.ts'
import { Side } from './side.tsx'
import { useCategories } from './use-categories.ts'
import { useKeyboard } from './use-keyboard.ts'
import { useReviewState } from './use-review.ts'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly displayName: string
  readonly areSingleKeysOn: boolean
}

export function ReviewPage({ api, review, displayName, areSingleKeysOn }: Props) {
  const { t, language } = useTexts()
  const state = useReviewState(review)
  const { categories, byCode } = useCategories(api, language, state.outage === null)
  const [desk, setDesk] = useState<Desk>(CLEAR_DESK)
  const [note, setNote] = useState('')
  const { phase, queue } = state
  const card = phase.kind === 'card' ? phase.card : null
  const canAct = phase.kind === 'card' && phase.sending === null && state.outage === null
  const suggestion = card?.suggestion ? byCode.get(card.suggestion) : undefined

  useEffect(() => {
    setDesk(forNextComment)
    if (phase.kind === 'card' || phase.kind === 'empty') setNote('')
  }, [phase.kind, card?.comment.id])
  useEffect(() => {
    document.title = queue ? `${t('queue.held')} ${queue.held}·${t('brand')}` : t('brand')
  }, [queue?.held, language])

  function reject(code: string | undefined) {
    if (code === undefined) return
    setDesk(forNextComment)
    void review.decide({ kind: 'reject', category: code, note: noteOrNull(note) })
  }

  function onAction(action: Action) {
    if (action.type === 'back' && leftField()) return
    if (action.type !== 'help' && action.type !== 'back' && action.type !== 'drawer' && !canAct) return
    if (action.type === 'publish') void review.decide({ kind: 'publish', category: null, note: noteOrNull(note) })
    else if (action.type === 'skip') void review.skip()
    else if (action.type === 'renew') void review.renew()
    else if (action.type === 'reject_suggested') reject(suggestion?.code)
    else if (action.type === 'reject_digit') reject(byDigit(categories, action.digit)?.code)
    else setDesk((current) => rearranged(current, action))
  }

  useKeyboard({ view: viewOf(phase, desk), areSingleKeysOn, onAction })

  return (
    <div class={desk.isDrawerOpen ? 'work with-drawer' : 'work'}>
      <Queues queue={queue} />
      <Center
        state={state}
        review={review}
        serverNow={api.serverNow}
        categories={categories}
        byCode={byCode}
        desk={desk}
        suggestion={suggestion}
        note={note}
        onNote={setNote}
        onAction={onAction}
        onReject={reject}
      />
      <Side card={card} suggestion={suggestion} displayName={displayName} />
      {desk.isHelpOpen && (
        <Help
          areSingleKeysOn={areSingleKeysOn}
          onClose={() => setDesk((current) => ({ ...current, isHelpOpen: false }))}
        />
      )}
    </div>
  )
}

function viewOf(phase: Phase, desk: Desk): View {
  if (desk.isHelpOpen) return 'help'
  if (phase.kind !== 'card') return 'idle'
  if (desk.picker === 'all') return 'codes'
  return desk.picker === 'fixed' ? 'picker' : 'card'
}

function byDigit(categories: readonly CategoryView[], digit: number): CategoryView | undefined {
  return categories.find((category) => category.digit === digit)
}

function noteOrNull(note: string): string | null {
  return note.trim() === '' ? null : note.trim()
}

// Back from the note means back to the comment, where single keys are alive again.
function leftField(): boolean {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLTextAreaElement)) return false
  activeElement.blur()
  return true
}
