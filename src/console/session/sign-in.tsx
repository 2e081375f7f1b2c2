import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Entrance } from './entrance.tsx'
import { Field } from './field.tsx'
import { refusalText } from './refusal-text.ts'
import { SecondStep } from './second-step.tsx'

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
  const [isCodeAsked, setCodeAsked] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  useEffect(() => (username === '' ? nameField : passwordField).current?.focus(), [isCodeAsked])

  async function submit(code?: string) {
    if (isSending) return
    setSending(true)
    const reply = await api.signIn(username, password, code)
    setSending(false)
    if (reply.kind === 'ok') return onSignedIn(reply.value)
    if (reply.kind === 'refused' && reply.refusal.code === 'code_required') {
      setError(null)
      return setCodeAsked(true)
    }
    // Which of the three was wrong is not told: all of them are asked for again.
    back(refusalText(reply, t))
  }

  function back(said: string | null) {
    setError(said)
    setPassword('')
    setCodeAsked(false)
    passwordField.current?.focus()
  }

  const look = { settings, onSettings }
  if (isCodeAsked) {
    return <SecondStep {...look} isSending={isSending} onCode={(code) => void submit(code)} onBack={() => back(null)} />
  }
  return (
    <Entrance {...look} title={t('sign_in.title')} error={error ?? notice} onSubmit={() => void submit()}>
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
