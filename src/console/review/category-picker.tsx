import type { CategoryView } from '../../http/moderator/schemas.ts'
import { pledgeText } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import type { CardSense } from './card-sense.ts'
import { useDialogFocus } from './dialog-focus.ts'
import type { Action } from './keyboard.ts'

interface Props {
  readonly sense: CardSense
  readonly isEvasion: boolean
  readonly onChoose: (code: string) => void
  readonly onLook: (category: CategoryView) => void
  readonly onAction: (action: Action) => void
  readonly onBack: () => void
}

/** The categories that have a digit, always in the same places, whatever is suggested. */
export function CategoryPicker({ sense, isEvasion, onChoose, onLook, onAction, onBack }: Props) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const { categories, suggestion, macros, refuse } = sense
  const fixed = categories.filter(({ digit }) => digit !== null).sort((a, b) => (a.digit ?? 0) - (b.digit ?? 0))
  const isElsewhere = suggestion !== undefined && suggestion.digit === null
  const shown = isElsewhere ? [...fixed, suggestion] : fixed
  return (
    <div class="picker" role="dialog" aria-labelledby="picker-title" ref={dialog}>
      <div class="h">
        <span id="picker-title">{t('picker.title', { act: t(`act.${refuse}`) })}</span>
        <span class="more dim xs">{t('picker.fixed')}</span>
      </div>
      <div class="grid">
        {shown.map((category) => {
          const isSuggested = category.code === suggestion?.code
          return (
            <button
              key={category.code}
              type="button"
              class={isSuggested ? 'sug' : ''}
              data-first={isSuggested || undefined}
              onClick={() => onChoose(category.code)}
              onFocus={() => onLook(category)}
              onPointerEnter={() => onLook(category)}
            >
              <kbd>{category.digit ?? 'R'}</kbd>
              {category.name}
              <span>{isSuggested ? t('picker.suggested') : pledgeText(category, t)}</span>
            </button>
          )
        })}
      </div>
      <div class="foot">
        <button type="button" onClick={() => onAction({ type: 'all_codes' })}>
          <kbd>0</kbd>
          {t('picker.others', { count: categories.length - shown.length })}
        </button>
        <button type="button" aria-pressed={isEvasion} onClick={() => onAction({ type: 'evasion' })}>
          <kbd>D</kbd>
          {t('picker.evasion')}
        </button>
        {macros.length > 0 && (
          <button type="button" onClick={() => onAction({ type: 'macros' })}>
            <kbd>M</kbd>
            {t('picker.macros', { count: macros.length })}
          </button>
        )}
        <button type="button" class="push" onClick={onBack}>
          <kbd>Esc</kbd>
          {t('picker.back')}
        </button>
      </div>
    </div>
  )
}
