import type { NewSkip } from '../../http/moderator/review-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { SKIP_REASONS } from './actions.ts'
import { useDialogFocus } from './dialog-focus.ts'

interface Props {
  readonly onChoose: (reason: NewSkip['reason']) => void
  readonly onBack: () => void
}

/** Why the comment is left to another; S and S again gives no reason. */
export function ReasonPicker({ onChoose, onBack }: Props) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  return (
    <div class="picker" role="dialog" aria-labelledby="reasons-title" ref={dialog}>
      <div class="h">
        <span id="reasons-title">{t('skip.title')}</span>
        <span class="more dim xs">{t('skip.about')}</span>
      </div>
      <div class="grid two">
        {SKIP_REASONS.map((reason, place) => (
          <button key={reason} type="button" onClick={() => onChoose(reason)}>
            <kbd>{place + 1}</kbd>
            {t(`skip.${reason}`)}
            <span>{t(`skip.${reason}.help`)}</span>
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
