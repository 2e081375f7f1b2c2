import { useRef, useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly api: ModeratorApi
  readonly username: string
  readonly onChanged: () => void
  readonly onEnded: () => void
}

const EMPTY = { current: '', chosen: '', repeated: '' }

export function PasswordPanel({ api, username, onChanged, onEnded }: Props) {
  const { t } = useTexts()
  const [typed, setTyped] = useState(EMPTY)
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const first = useRef<HTMLInputElement>(null)

  async function submit() {
    if (isSending) return
    if (typed.chosen !== typed.repeated) return setError(t('password.unequal'))
    setSending(true)
    const reply = await api.changePassword(typed.chosen, typed.current)
    setSending(false)
    if (reply.kind === 'ok') {
      setTyped(EMPTY)
      setError(null)
      return onChanged()
    }
    if (reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(refusalText(reply, t))
    first.current?.focus()
  }

  const shared = { type: 'password', isWrong: error !== null } as const
  return (
    <section class="panel" aria-labelledby="h-password">
      <h2 id="h-password">{t('account.password')}</h2>
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
        {/* Password managers file the new password under this name. */}
        <input
          class="vh"
          type="text"
          autocomplete="username"
          value={username}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field
          {...shared}
          label={t('account.current_password')}
          autocomplete="current-password"
          value={typed.current}
          onInput={(current) => setTyped({ ...typed, current })}
          inputRef={first}
        />
        <Field
          {...shared}
          label={t('password.new')}
          autocomplete="new-password"
          value={typed.chosen}
          onInput={(chosen) => setTyped({ ...typed, chosen })}
        />
        <Field
          {...shared}
          label={t('password.repeat')}
          autocomplete="new-password"
          value={typed.repeated}
          onInput={(repeated) => setTyped({ ...typed, repeated })}
        />
        <button type="submit" class="btn" aria-disabled={isSending}>
          {t('account.change_password')}
        </button>
      </form>
    </section>
  )
}
