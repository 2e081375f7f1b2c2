import type { CategoriesByCode } from '../card/category-name.ts'
import { isVeiledCategory, veiledFor } from '../care/veil.ts'
import { useTexts } from '../texts/texts.ts'
import { intentText } from './act-text.ts'
import type { Trained } from './review-state.ts'

interface Props {
  readonly trained: Trained
  readonly categories: CategoriesByCode
  readonly onClose: () => void
}

/** That the last card was a training card, whether it was answered rightly, and why. */
export function Told({ trained: { card, intent, told }, categories, onClose }: Props) {
  const { t } = useTexts()
  const { comment } = card
  const isVeiled = veiledFor(card).length > 0 || isVeiledCategory(told.category)
  return (
    <div class={told.isRight ? 'told right' : 'told'}>
      <p class="top">
        <span class={told.isRight ? 'tag ok' : 'tag warn'}>
          {t(told.isRight ? 'training.right' : 'training.wrong')}
        </span>
        <span>{t('training.yours', { act: intentText(intent, categories, t) })}</span>
        <button type="button" class="btn sm" onClick={onClose}>
          {t('training.close')} <kbd>Esc</kbd>
        </button>
      </p>
      <p>
        <b>{told.message}</b>
      </p>
      <p class={isVeiled ? 'l veiled' : 'l'} aria-hidden={isVeiled} lang={comment.lang ?? undefined} dir="auto">
        {comment.text}
      </p>
    </div>
  )
}
