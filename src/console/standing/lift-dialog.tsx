import { useState } from 'preact/hooks'
import type { SanctionView, StandingView } from '../../http/moderator/sanction-schemas.ts'
import { Dialog } from '../dialog.tsx'
import { useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { useSending } from './use-sending.ts'

interface Props {
  readonly acting: Acting
  readonly sanction: SanctionView
  readonly onClose: (standing?: StandingView) => void
}

const REASON_LENGTH = 1000

/** Ends a measure before its time, with the reason that colleagues read. */
export function LiftDialog({ acting, sanction, onClose }: Props) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const { isBusy, error, send } = useSending<StandingView>(t('standing.failed'), onClose)
  const measure = t(`standing.measure.${sanction.measure}`)
  return (
    <Dialog title={t('standing.lift_dialog', { measure })} onClose={() => onClose()}>
      <form
        class="many-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send(() => acting.api.liftSanction(sanction.id, reason.trim()))
        }}
      >
        <label class="field">
          {t('standing.lift_reason')}
          <textarea
            class="f"
            rows={2}
            required
            maxLength={REASON_LENGTH}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {error !== null && (
          <p class="err" role="alert">
            {error}
          </p>
        )}
        <p class="acts end">
          <button type="button" class="btn" onClick={() => onClose()}>
            {t('sure.no')}
          </button>
          <button type="submit" class="btn" disabled={isBusy || reason.trim() === ''}>
            {t('standing.lift')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
