import { useState } from 'preact/hooks'
import type { AccountView } from '../../http/moderator/account/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Dialog } from '../dialog.tsx'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { Enrolment } from './enrolment.tsx'
import { StopFactor } from './stop-factor.tsx'

/** From here down it is time for new ones. */
const FEW_CODES = 3

interface Props {
  readonly api: ModeratorApi
  readonly factor: AccountView['secondFactor']
  /** What to tell of it, empty for what tells itself. */
  readonly onChanged: (said: string) => void
  readonly onEnded: () => void
}

export function FactorPanel({ api, factor, onChanged, onEnded }: Props) {
  const { t, language } = useTexts()
  const [open, setOpen] = useState<'start' | 'stop' | null>(null)
  const close = (said: string) => {
    setOpen(null)
    onChanged(said)
  }
  const { since, recoveryCodesLeft: left, isRequired } = factor
  return (
    <section class="panel" aria-labelledby="h-factor">
      <h2 id="h-factor">{t('account.factor')}</h2>
      {isRequired && <p class="sm sub">{t('factor.required')}</p>}
      <p class="sm">
        {since === null
          ? t('account.factor_off')
          : t('account.factor_on', { since: dateAndClock(since, language), left })}
      </p>
      {since !== null && left <= FEW_CODES && <p class="sm warn">{t('account.factor_few')}</p>}
      <p class="acts">
        <button type="button" class="btn" onClick={() => setOpen(since === null ? 'start' : 'stop')}>
          {t(since === null ? 'account.factor_start' : 'account.factor_stop')}
        </button>
      </p>
      {open === 'start' && (
        <Dialog title={t('factor.title')} onClose={() => close('')}>
          <Enrolment api={api} onDone={() => close('')} onEnded={onEnded} />
        </Dialog>
      )}
      {open === 'stop' && (
        <Dialog title={t('account.factor_stop_title')} onClose={() => setOpen(null)}>
          <StopFactor
            api={api}
            onStopped={() => close(t('account.factor_stopped'))}
            onCancel={() => setOpen(null)}
            onEnded={onEnded}
          />
        </Dialog>
      )}
    </section>
  )
}
