import type { ComponentChildren } from 'preact'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import type { CardSense } from './card-sense.ts'
import type { Desk } from './desk.ts'
import type { Action } from './keyboard.ts'
import { Tell } from './tell.tsx'

interface Props {
  readonly sense: CardSense
  readonly desk: Desk
  /** While the server cannot be reached nothing can be decided. */
  readonly isOffline: boolean
  /** The category under the pointer or focus in the picker. */
  readonly looked: CategoryView | undefined
  readonly hasNote: boolean
  readonly hasUndo: boolean
  readonly onAction: (action: Action) => void
  readonly children: ComponentChildren
}

export function DecisionBar(props: Props) {
  const { sense, desk, isOffline, looked, onAction, children } = props
  const { t } = useTexts()
  const { suggestion } = sense
  const { status } = sense.card.comment
  const act = (type: 'approve' | 'pick' | 'ask' | 'reasons') => () => onAction({ type })
  const caretLabel = suggestion ? t('act.category', { name: suggestion.name }) : t('act.category_none')
  const stands = sense.asked === 'appeal' ? 'appeal' : status === 'withdrawn' ? 'held' : status
  return (
    <div class="decide">
      {children}
      <div class="acts">
        <button type="button" class="btn ok" disabled={isOffline} onClick={act('approve')}>
          {t(`act.approve.${stands}`)} <kbd>A</kbd>
        </button>
        <button
          type="button"
          class="btn no split"
          disabled={isOffline}
          aria-expanded={desk.picker === 'fixed'}
          onClick={act('pick')}
        >
          {t(`act.refuse.${stands}`)} <kbd>R</kbd>
        </button>
        <button type="button" class="btn caret" disabled={isOffline} aria-label={caretLabel} onClick={act('pick')}>
          <span class="chosen">{suggestion?.name ?? t('act.pick')}</span> ▾
        </button>
        <button type="button" class="btn" disabled={isOffline} aria-expanded={desk.form === 'ask'} onClick={act('ask')}>
          {t(sense.isAsked ? 'act.answer' : 'act.escalate')} <kbd>E</kbd>
        </button>
        <button
          type="button"
          class="btn quiet"
          disabled={isOffline}
          aria-expanded={desk.picker === 'reasons'}
          onClick={act('reasons')}
        >
          {t('act.skip')} <kbd>S</kbd>
        </button>
        <Others {...props} />
      </div>
      <Tell
        sense={sense}
        category={looked ?? suggestion}
        isLooked={looked !== undefined}
        desk={desk}
        onAction={onAction}
      />
    </div>
  )
}

function Others({ sense, desk, isOffline, hasNote, hasUndo, onAction }: Props) {
  const { t } = useTexts()
  const { length: notes } = sense.card.notes
  const act = (type: 'undo' | 'note' | 'drawer' | 'help') => () => onAction({ type })
  return (
    <>
      <span class="push" />
      <button type="button" class="btn quiet" disabled={isOffline || !hasUndo} onClick={act('undo')}>
        {t('act.undo')} <kbd>Z</kbd>
      </button>
      <button
        type="button"
        class="btn quiet"
        disabled={isOffline}
        aria-expanded={desk.form === 'note' || hasNote}
        onClick={act('note')}
      >
        {t(hasNote ? 'act.note_written' : 'act.note')} <kbd>N</kbd>
      </button>
      <button
        type="button"
        class="btn quiet drawer-tab"
        aria-expanded={desk.isDrawerOpen}
        aria-controls="side"
        onClick={act('drawer')}
      >
        {t('act.policy')}{' '}
        {notes > 0 && (
          <>
            <b class="count" aria-hidden="true">
              {notes}
            </b>
            <span class="vh">{t('act.notes', { count: notes })}</span>
          </>
        )}{' '}
        <kbd>I</kbd>
      </button>
      <button type="button" class="btn quiet help-key" aria-label={t('act.help')} onClick={act('help')}>
        <kbd>?</kbd>
      </button>
    </>
  )
}
