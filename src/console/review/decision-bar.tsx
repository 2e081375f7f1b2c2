import type { ComponentChildren } from 'preact'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import type { Action } from './keyboard.ts'
import { NoteField } from './note-field.tsx'

interface Props {
  /** While the server cannot be reached nothing can be decided. An awaited answer shows on the card instead. */
  readonly isOffline: boolean
  readonly suggestion: CategoryView | undefined
  /** The category under the pointer or focus in the picker. */
  readonly looked: CategoryView | undefined
  readonly isPicking: boolean
  readonly isNoteOpen: boolean
  readonly isDrawerOpen: boolean
  readonly note: string
  readonly onNote: (note: string) => void
  readonly onAction: (action: Action) => void
  readonly children: ComponentChildren
}

export function DecisionBar(props: Props) {
  const { isOffline, suggestion, looked, isPicking, isNoteOpen, isDrawerOpen, note, onNote, onAction, children } = props
  const { t } = useTexts()
  const act = (type: 'publish' | 'pick' | 'skip' | 'note' | 'drawer' | 'help') => () => onAction({ type })
  const caretLabel = suggestion ? t('act.category', { name: suggestion.name }) : t('act.category_none')
  return (
    <div class="decide">
      {children}
      {(isNoteOpen || note !== '') && <NoteField note={note} isAsked={isNoteOpen} onNote={onNote} />}
      <div class="acts">
        <button type="button" class="btn ok" disabled={isOffline} onClick={act('publish')}>
          {t('act.publish')} <kbd>A</kbd>
        </button>
        <button type="button" class="btn no split" disabled={isOffline} aria-expanded={isPicking} onClick={act('pick')}>
          {t('act.reject')} <kbd>R</kbd>
        </button>
        <button type="button" class="btn caret" disabled={isOffline} aria-label={caretLabel} onClick={act('pick')}>
          <span class="chosen">{suggestion?.name ?? t('act.pick')}</span> ▾
        </button>
        <button type="button" class="btn quiet" disabled={isOffline} onClick={act('skip')}>
          {t('act.skip')} <kbd>S</kbd>
        </button>
        <span class="push" />
        <button
          type="button"
          class="btn quiet"
          disabled={isOffline}
          aria-expanded={isNoteOpen || note !== ''}
          onClick={act('note')}
        >
          {t(note === '' ? 'act.note' : 'act.note_written')} <kbd>N</kbd>
        </button>
        <button
          type="button"
          class="btn quiet drawer-tab"
          aria-expanded={isDrawerOpen}
          aria-controls="side"
          onClick={act('drawer')}
        >
          {t('act.policy')} <kbd>I</kbd>
        </button>
        <button type="button" class="btn quiet" aria-label={t('act.help')} onClick={act('help')}>
          <kbd>?</kbd>
        </button>
      </div>
      <Tell category={looked ?? suggestion} isLooked={looked !== undefined} />
    </div>
  )
}

function Tell({ category, isLooked }: { category: CategoryView | undefined; isLooked: boolean }) {
  const { t } = useTexts()
  if (!category) return <div class="tell">{t('bar.tell_none')}</div>
  return (
    <div class="tell">
      {isLooked ? t('bar.tell_category', { name: category.name }) : t('bar.tell')}
      <b>
        {t('quote.open')}
        {category.notice}
        {t('quote.close')}
      </b>
    </div>
  )
}
