import { useEffect, useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Entrance } from './entrance.tsx'
import { Field } from './field.tsx'
import { useAsking } from './use-asking.ts'

interface Props {
  readonly api: ModeratorApi
  readonly session: SessionView
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onChanged: (session: SessionView) => void
  readonly onSignOut: () => void
}

export function NewPassword({ api, session, settings, onSettings, onChanged, onSignOut }: Props) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const { error, isSending, first, ask, complain } = useAsking()
  useEffect(() => first.current?.focus(), [])

  async function submit() {
    if (isSending) return
    if (password !== repeated) return complain(t('password.unequal'))
    await ask(() => api.changePassword(password), onChanged)
  }

  return (
    <Entrance
      title={t('password.title')}
      error={error}
      settings={settings}
      onSettings={onSettings}
      onSubmit={() => void submit()}
    >
      <p class="sm sub">{t('password.why')}</p>
      {/* Password managers file the new password under this name. */}
      <input
        class="vh"
        type="text"
        autocomplete="username"
        value={session.moderator.username}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field
        label={t('password.new')}
        type="password"
        autocomplete="new-password"
        value={password}
        isWrong={error !== null}
        onInput={setPassword}
        inputRef={first}
      />
      <Field
        label={t('password.repeat')}
        type="password"
        autocomplete="new-password"
        value={repeated}
        isWrong={error !== null}
        onInput={setRepeated}
      />
      <button type="submit" class="btn pri" aria-disabled={isSending}>
        {t('password.submit')}
      </button>
      <button type="button" class="btn quiet" onClick={onSignOut}>
        {t('menu.sign_out')}
      </button>
    </Entrance>
  )
}
