import { useEffect, useState } from 'preact/hooks'
import type { CategoryView, SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { withNameNotice } from '../card/name-finding.ts'
import { veiledFor } from '../care/veil.ts'
import { useTexts } from '../texts/texts.ts'
import { Center } from './center.tsx'
import { CLEAR_DESK, type Desk, forNextComment, rearranged } from './desk.ts'
import { Help } from './help.tsx'
import type { Action, View } from './keyboard.ts'
import { type NoteDraft, noteFor } from './note-draft.ts'
import { Queues } from './queues.tsx'
import type { Review } from './review.ts'
import type { Intent, Phase } from './review-state.ts'
import { useCategories } from './use-categories.ts'
import { useKeyboard } from './use-keyboard.ts'
import { useReviewState } from './use-review.ts'

/** As in styles/side.css: from here down the drawer hides the card. */
const NARROW = '(max-width: 640px)'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly moderator: SessionView['moderator']
  readonly noteDraft: NoteDraft | null
  readonly onNoteDraft: (draft: NoteDraft) => void
  readonly areSingleKeysOn: boolean
  readonly isBlurOn: boolean
}

export function ReviewPage({ api, review, moderator, noteDraft, onNoteDraft, areSingleKeysOn, isBlurOn }: Props) {
  const { t, language } = useTexts()
  const state = useReviewState(review)
  const { categories: known, byCode } = useCategories(api, language, state.outage === null)
  const [desk, setDesk] = useState<Desk>(CLEAR_DESK)
  const { phase, queue } = state
  const { displayName, username } = moderator
  const commentId = 'card' in phase ? phase.card.comment.id : null
  const note = noteFor(noteDraft, commentId, username)
  const card = phase.kind === 'card' ? phase.card : null
  const canAct = phase.kind === 'card' && phase.sending === null && state.outage === null
  const categories = known.map((one) => (card ? withNameNotice(one, card.screening, t) : one))
  const veiled = isBlurOn && card ? veiledFor(card) : []
  const suggestion = categories.find(({ code }) => code === card?.suggestion)

  useEffect(() => {
    setDesk(forNextComment)
  }, [phase.kind, card?.comment.id])
  useEffect(() => {
    document.title = queue ? `${t('queue.held')} ${queue.held}${t('list.dot')}${t('brand')}` : t('brand')
  }, [queue?.held, language])

  function decide(kind: Intent['kind'], category: string | null) {
    setDesk(forNextComment)
    void review.decide({ kind, category, note: noteOrNull(note) })
  }

  function reject(code: string | undefined) {
    if (code !== undefined) decide('reject', code)
  }

  function onNote(text: string) {
    if (commentId === null) return
    onNoteDraft({ commentId, username, text })
    // A note that came back was not asked for; emptied, it must not vanish from under the writer.
    setDesk((current) => ({ ...current, isNoteOpen: true }))
  }

  function onAction(action: Action) {
    if (action.type === 'back' && leftField()) return
    if (action.type !== 'help' && action.type !== 'back' && action.type !== 'drawer' && !canAct) return
    // Nothing is published unread.
    if (action.type === 'publish' && veiled.length > 0 && desk.veil === 'down')
      setDesk({ ...desk, veil: 'lifted_first' })
    else if (action.type === 'publish') decide('publish', null)
    else if (action.type === 'skip') void review.skip()
    else if (action.type === 'renew') void review.renew()
    else if (action.type === 'reject_suggested') reject(suggestion?.code)
    else if (action.type === 'reject_digit') reject(byDigit(categories, action.digit)?.code)
    // What is written stays in sight: it would be sent with the decision.
    else if (action.type === 'note' && note !== '') document.getElementById('note')?.focus()
    else setDesk((current) => rearranged(current, action))
  }

  useKeyboard({ view: () => viewOf(phase, desk), areSingleKeysOn, onAction })

  return (
    <div class="work">
      <Queues queue={queue} />
      <Center
        state={state}
        review={review}
        serverNow={api.serverNow}
        categories={categories}
        byCode={byCode}
        desk={desk}
        isBlurOn={isBlurOn}
        veiled={veiled}
        suggestion={suggestion}
        displayName={displayName}
        note={note}
        onNote={onNote}
        onAction={onAction}
        onReject={reject}
      />
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
  if (desk.picker === 'fixed') return 'picker'
  return desk.isDrawerOpen && matchMedia(NARROW).matches ? 'drawer' : 'card'
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
