import { useEffect, useRef, useState } from 'preact/hooks'
import type { OfferedSecondFactor } from '../../http/moderator/account/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly api: ModeratorApi
  readonly onOffered: (offered: OfferedSecondFactor) => void
  readonly onEnded: () => void
}

/** Whoever finds a session open does not know the password: without it no second factor is offered. */
export function AskPassword({ api, onOffered, onEnded }: Props) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  async function submit() {
    if (isSending) return
    setSending(true)
    const reply = await api.offerSecondFactor(password)
    setSending(false)
    if (reply.kind === 'ok') return onOffered(reply.value)
    if (reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(refusalText(reply, t))
    setPassword('')
    field.current?.focus()
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
        inputRef={field}
      />
      <p class="acts">
        <button type="submit" class="btn pri" aria-disabled={isSending}>
          {t('factor.go_on')}
        </button>
      </p>
    </form>
  )
}
