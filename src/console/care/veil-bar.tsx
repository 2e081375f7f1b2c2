import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import type { Veil } from '../review/desk.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  /** Why it is blurred. */
  readonly codes: readonly string[]
  readonly veil: Veil
  readonly categories: CategoriesByCode
  readonly onToggle: () => void
}

/** Says what is blurred and why, and shows it. */
export function VeilBar({ codes, veil, categories, onToggle }: Props) {
  const { t } = useTexts()
  const names = codes.map((code) => categoryName(code, categories)).join(t('list.comma'))
  return (
    <div class="veil">
      <span id="veil-why">{t('veil.hidden', { categories: names })}</span>
      <button type="button" class="btn sm" aria-pressed={veil !== 'down'} onClick={onToggle}>
        {t(veil === 'down' ? 'veil.show' : 'veil.hide')} <kbd>H</kbd>
      </button>
      <span class="first" role="status">
        {veil === 'lifted_first' ? t('veil.first') : ''}
      </span>
    </div>
  )
}
