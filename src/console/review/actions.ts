import type { NewSkip } from '../../http/moderator/review-schemas.ts'
import type { MacroView } from '../../http/moderator/wording-schemas.ts'
import { authorAddress, similarAddress } from '../many/many-address.ts'
import type { Texts } from '../texts/texts.ts'
import { type CardSense, chosenWording } from './card-sense.ts'
import { CLEAR_DESK, type Desk, rearranged } from './desk.ts'
import type { Action } from './keyboard.ts'
import { QUEUE_NAMES, type QueueName } from './queue-name.ts'
import type { Review } from './review.ts'
import type { Intent } from './review-state.ts'

/** Why a comment is left to another, in the order of their keys. */
export const SKIP_REASONS: readonly NewSkip['reason'][] = ['later', 'unsure', 'context', 'involved', 'distressing']

/** Put before the note of a refusal that is also for hiding what it says; a decision has one category. */
const EVASION_MARK = '#evasion'

interface Context {
  readonly review: Review
  /** Nothing while there is no card, or nothing may be done with it. */
  readonly sense: CardSense | undefined
  readonly desk: Desk
  readonly setDesk: (change: (desk: Desk) => Desk) => void
  readonly note: string
  readonly openQueues: readonly QueueName[]
  readonly onQueue: (queue: QueueName) => void
  readonly t: Texts['t']
}

/** What keys and buttons do. */
export interface Actions {
  readonly onAction: (action: Action) => void
  readonly refuse: (code: string) => void
  readonly skip: (reason: NewSkip['reason']) => void
  readonly ask: (text: string) => void
  readonly useMacro: (macro: MacroView) => void
}

/** Needing no card. */
const ALWAYS: readonly Action['type'][] = ['help', 'back', 'drawer', 'queues', 'queue', 'undo']

export function createActions(context: Context): Actions {
  const { review, sense, setDesk } = context

  function decide(intent: Intent) {
    if (!sense) return
    // Nothing is published unread.
    const isUnread = sense.veiled.length > 0 && context.desk.veil === 'down'
    if (isUnread && intent.category === null) return setDesk((desk) => ({ ...desk, veil: 'lifted_first' }))
    void review.act({ type: 'decide', intent })
  }

  function refuse(code: string) {
    const category = sense?.categories.find((one) => one.code === code)
    if (!sense || !category) return
    const place = context.desk.wording[code] ?? 0
    const { templateId } = chosenWording(sense, category, { place, t: context.t }).wording
    const mark = context.desk.isEvasion ? EVASION_MARK : ''
    decide({ kind: sense.refuse, category: code, note: joined(mark, context.note), templateId })
  }

  const actions: Actions = {
    onAction: (action) => {
      if (action.type === 'back' && leftField()) return
      if (action.type === 'back') review.closeTold()
      if (!sense && !ALWAYS.includes(action.type)) return
      perform(action, context, { ...actions, approve })
    },
    refuse,
    skip: (reason) => void review.act({ type: 'skip', reason }),
    ask: (text) => {
      if (sense && text.trim() !== '')
        void review.act({ type: sense.isAsked ? 'answer' : 'escalate', text: text.trim() })
    },
    useMacro: ({ kind, category, note, templateId }) =>
      decide({ kind, category, note: joined(note ?? '', context.note), templateId }),
  }
  function approve() {
    if (sense) decide({ kind: sense.approve, category: null, note: joined('', context.note), templateId: null })
  }
  return actions
}

function perform(action: Action, context: Context, actions: Actions & { readonly approve: () => void }): void {
  const { review, sense, setDesk } = context
  switch (action.type) {
    case 'approve':
      actions.approve()
      break
    case 'undo':
      void review.undo()
      break
    case 'renew':
      void review.renew()
      break
    case 'next':
    case 'previous':
      review.step(action.type === 'next' ? 1 : -1)
      break
    case 'queue':
      chooseQueue(action.digit, context)
      break
    case 'many':
      if (sense) location.assign(sense.card.duplicates ? similarAddress(sense.card) : authorAddress(sense.card))
      break
    case 'wording':
      setDesk((desk) => withNextWording(desk, sense))
      break
    case 'note':
      // What is written stays in sight: it would be sent with the decision.
      document.getElementById('note')?.focus()
      setDesk((desk) => (desk.form === 'note' ? desk : rearranged(desk, action)))
      break
    default:
      if (!choose(action, sense, actions)) setDesk((desk) => rearranged(desk, action))
  }
}

/** What a key chose in a picker; false for any other action. */
function choose(action: Action, sense: CardSense | undefined, { refuse, skip, useMacro }: Actions): boolean {
  if (action.type === 'reject_suggested') {
    if (sense?.suggestion) refuse(sense.suggestion.code)
    return true
  }
  if (action.type === 'reject_digit') {
    const chosen = sense?.categories.find(({ digit }) => digit === action.digit)
    if (chosen) refuse(chosen.code)
    return true
  }
  if (action.type === 'skip') {
    const reason = SKIP_REASONS[action.digit - 1]
    if (reason) skip(reason)
    return true
  }
  if (action.type !== 'macro') return false
  const macro = sense?.macros.find(({ key }) => key === action.key)
  if (macro) useMacro(macro)
  return true
}

function chooseQueue(digit: number, { openQueues, onQueue, setDesk }: Context): void {
  const queue = QUEUE_NAMES[digit - 1]
  setDesk((desk) => ({ ...desk, isChoosingQueue: CLEAR_DESK.isChoosingQueue }))
  if (queue && openQueues.includes(queue)) onQueue(queue)
}

function withNextWording(desk: Desk, sense: CardSense | undefined): Desk {
  const code = (desk.picker === 'closed' ? null : desk.looked) ?? sense?.suggestion?.code
  return code === undefined ? desk : { ...desk, wording: { ...desk.wording, [code]: (desk.wording[code] ?? 0) + 1 } }
}

function joined(mark: string, note: string): string | null {
  return [mark, note.trim()].filter(Boolean).join(' ') || null
}

// Back from a field means back to the comment, where single keys are alive again.
function leftField(): boolean {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLTextAreaElement)) return false
  activeElement.blur()
  return true
}
