import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { MacroView } from '../../http/moderator/wording-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { useDialogFocus } from './dialog-focus.ts'

interface Props {
  readonly macros: readonly MacroView[]
  readonly categories: readonly CategoryView[]
  readonly onUse: (macro: MacroView) => void
  readonly onBack: () => void
}

/** Decisions made ready by a lead, each for one key. */
export function MacroPicker({ macros, categories, onUse, onBack }: Props) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const nameOf = (code: string) => categories.find((one) => one.code === code)?.name ?? code
  return (
    <div class="picker" role="dialog" aria-labelledby="macros-title" ref={dialog}>
      <div class="h">
        <span id="macros-title">{t('macro.title')}</span>
        <span class="more dim xs">{t('macro.about')}</span>
      </div>
      {macros.length === 0 && <p class="none">{t('macro.none')}</p>}
      <div class="grid two">
        {macros.map((macro) => (
          <button key={macro.id} type="button" onClick={() => onUse(macro)}>
            <kbd>{macro.key.toUpperCase()}</kbd>
            {macro.name}
            <span>
              {t(`act.${macro.kind}`)}
              {macro.category !== null && `${t('list.dot')}${nameOf(macro.category)}`}
            </span>
          </button>
        ))}
      </div>
      <div class="foot">
        <button type="button" class="push" onClick={onBack}>
          <kbd>Esc</kbd>
          {t('picker.back')}
        </button>
      </div>
    </div>
  )
}
