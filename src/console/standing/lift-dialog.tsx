import { useState } from 'preact/hooks'
import type { SanctionView, StandingView } from '../../http/moderator/sanction-schemas.ts'
import { Dialog } from '../dialog.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { ReasonForm } from './reason-form.tsx'

interface Props {
  readonly acting: Acting
  readonly sanction: SanctionView
  readonly onClose: (standing?: StandingView) => void
}

/** Ends a measure before its time, with the reason that colleagues read. */
export function LiftDialog({ acting, sanction, onClose }: Props) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const { isSending, error, ask } = useAsking({ unreachable: t('standing.failed') })
  const measure = t(`standing.measure.${sanction.measure}`)
  return (
    <Dialog title={t('standing.lift_dialog', { measure })} onClose={() => onClose()}>
      <ReasonForm
        label={t('standing.lift_reason')}
        verb={t('standing.lift')}
        reason={reason}
        error={error}
        canSend={!isSending && reason.trim() !== ''}
        onReason={setReason}
        onSend={() => void ask(() => acting.api.liftSanction(sanction.id, reason.trim()), onClose)}
        onClose={() => onClose()}
      />
    </Dialog>
  )
}
