import type { CategoryView } from '../../http/moderator/schemas.ts'
import { pledgeText } from '../card/category-label.tsx'
import { useTexts } from '../texts/texts.ts'
import { useDialogFocus } from './dialog-focus.ts'

interface Props {
  readonly categories: readonly CategoryView[]
  readonly suggestion: CategoryView | undefined
  readonly onChoose: (code: string) => void
  readonly onLook: (category: CategoryView) => void
  readonly onAll: () => void
  readonly onBack: () => void
}

/** The categories that have a digit, always in the same places, whatever is suggested. */
export function CategoryPicker({ categories, suggestion, onChoose, onLook, onAll, onBack }: Props) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const fixed = categories.filter(({ digit }) => digit !== null).sort((a, b) => (a.digit ?? 0) - (b.digit ?? 0))
  const isElsewhere = suggestion !== undefined && suggestion.digit === null
  const shown = isElsewhere ? [...fixed, suggestion] : fixed
  return (
    <div class="picker" role="dialog" aria-labelledby="picker-title" ref={dialog}>
      <div class="h">
        <span id="picker-title">{t('picker.title')}</span>
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
        <button type="button" onClick={onAll}>
          <kbd>0</kbd>
          {t('picker.others', { count: categories.length - shown.length })}
        </button>
        <button type="button" class="push" onClick={onBack}>
          <kbd>Esc</kbd>
          {t('picker.back')}
        </button>
      </div>
    </div>
  )
}
