import { useRef, useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly api: ModeratorApi
  readonly onStopped: () => void
  readonly onCancel: () => void
  readonly onEnded: () => void
}

/** Taking the second factor off asks for the password and a code. */
export function StopFactor({ api, onStopped, onCancel, onEnded }: Props) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const first = useRef<HTMLInputElement>(null)

  async function submit() {
    if (isSending) return
    setSending(true)
    const reply = await api.dropSecondFactor(password, code)
    setSending(false)
    if (reply.kind === 'ok') return onStopped()
    if (reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(refusalText(reply, t))
    setPassword('')
    setCode('')
    first.current?.focus()
  }

  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      <Field
        label={t('account.current_password')}
        type="password"
        autocomplete="current-password"
        value={password}
        isWrong={error !== null}
        onInput={setPassword}
        inputRef={first}
      />
      <Field
        label={t('account.factor_code')}
        type="text"
        autocomplete="one-time-code"
        value={code}
        isWrong={error !== null}
        onInput={setCode}
      />
      <p class="acts">
        <button type="button" class="btn" onClick={onCancel}>
          {t('account.cancel')}
        </button>
        <button type="submit" class="btn pri" aria-disabled={isSending}>
          {t('account.factor_stop')}
        </button>
      </p>
    </form>
  )
}
