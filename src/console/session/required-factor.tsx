import { Enrolment } from '../account/enrolment.tsx'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Brand } from '../brand.tsx'
import type { Settings } from '../settings.ts'
import { LookForm } from '../settings-form.tsx'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly api: ModeratorApi
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onDone: () => void
  readonly onEnded: () => void
  readonly onSignOut: () => void
}

/** The site asks a second factor of the role: nothing else until it is set up. */
export function RequiredFactor({ api, settings, onSettings, onDone, onEnded, onSignOut }: Props) {
  const { t } = useTexts()
  return (
    <main class="entrance">
      <div class="sign">
        <Brand />
        <h1>{t('factor.title')}</h1>
        <p class="sm sub">{t('factor.required')}</p>
        <Enrolment api={api} onDone={onDone} onEnded={onEnded} />
        <button type="button" class="btn quiet" onClick={onSignOut}>
          {t('menu.sign_out')}
        </button>
      </div>
      <div class="looks">
        <LookForm settings={settings} onChange={onSettings} />
      </div>
    </main>
  )
}
