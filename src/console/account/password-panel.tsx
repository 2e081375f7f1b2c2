import { useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import { AccountForm } from './account-form.tsx'

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
  const { error, isSending, first, ask, complain } = useAsking({ onEnded })

  async function submit() {
    if (isSending) return
    if (typed.chosen !== typed.repeated) return complain(t('password.unequal'))
    await ask(
      () => api.changePassword(typed.chosen, typed.current),
      () => {
        setTyped(EMPTY)
        onChanged()
      },
    )
  }

  const shared = { type: 'password', isWrong: error !== null } as const
  return (
    <section class="panel" aria-labelledby="h-password">
      <h2 id="h-password">{t('account.password')}</h2>
      <AccountForm error={error} onSubmit={() => void submit()}>
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
      </AccountForm>
    </section>
  )
}
