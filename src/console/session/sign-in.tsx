import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Entrance } from './entrance.tsx'
import { Field } from './field.tsx'
import { refusalText } from './refusal-text.ts'

interface Props {
  readonly api: ModeratorApi
  /** Why the moderator is here again, if they are. */
  readonly notice: string | null
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onSignedIn: (session: SessionView) => void
}

export function SignIn({ api, notice, settings, onSettings, onSignedIn }: Props) {
  const { t } = useTexts()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus(), [])

  async function submit() {
    if (isSending) return
    setSending(true)
    const reply = await api.signIn(username, password)
    setSending(false)
    if (reply.kind === 'ok') return onSignedIn(reply.value)
    setError(refusalText(reply, t))
    setPassword('')
    passwordField.current?.focus()
  }

  return (
    <Entrance
      title={t('sign_in.title')}
      error={error ?? notice}
      settings={settings}
      onSettings={onSettings}
      onSubmit={() => void submit()}
    >
      <Field
        label={t('sign_in.username')}
        type="text"
        autocomplete="username"
        value={username}
        isWrong={error !== null}
        onInput={setUsername}
        inputRef={nameField}
      />
      <Field
        label={t('sign_in.password')}
        type="password"
        autocomplete="current-password"
        value={password}
        isWrong={error !== null}
        onInput={setPassword}
        inputRef={passwordField}
      />
      <button type="submit" class="btn pri" aria-disabled={isSending}>
        {t('sign_in.submit')}
      </button>
      <p class="xs dim">{t('sign_in.help')}</p>
    </Entrance>
  )
}
